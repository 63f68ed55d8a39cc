package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.application.Pictures;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.security.Caller;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// For a service that makes a file out of a case, in the caller's name: the picture as others than its sender see it, also when
/// the caller is its sender. The gateway has no route to it.
@RestController
public final class ShownPictureController {

    private final SeeEvidence see;
    private final Pictures pictures;

    public ShownPictureController(SeeEvidence see, Pictures pictures) {
        this.see = see;
        this.pictures = pictures;
    }

    @GetMapping("/internal/evidence/{id}/shown")
    ResponseEntity<byte[]> shown(@PathVariable String id, Caller caller) {
        var evidence =
                see.see(id, EvidenceController.viewer(caller))
                        .orElseThrow(ProblemException::notFound)
                        .aggregate();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(evidence.shown().format().mediaType()))
                .body(pictures.read(evidence.shown()));
    }
}
