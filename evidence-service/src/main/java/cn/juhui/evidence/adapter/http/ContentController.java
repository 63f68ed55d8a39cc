package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.application.Pictures;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.StoredPicture;
import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import java.util.function.Function;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The pictures themselves, with headers that let a browser show them and do nothing else with them.
@RestController
public final class ContentController {

    private final SeeEvidence see;
    private final Pictures pictures;

    public ContentController(SeeEvidence see, Pictures pictures) {
        this.see = see;
        this.pictures = pictures;
    }

    @GetMapping(EvidenceController.PATH + "/{id}/content")
    ResponseEntity<byte[]> content(@PathVariable String id, Caller caller) {
        var viewer = EvidenceController.viewer(caller);
        return answer(id, caller, evidence -> evidence.contentFor(viewer));
    }

    @GetMapping(EvidenceController.PATH + "/{id}/thumbnail")
    ResponseEntity<byte[]> thumbnail(@PathVariable String id, Caller caller) {
        return answer(id, caller, Evidence::thumbnail);
    }

    private ResponseEntity<byte[]> answer(
            String id, Caller caller, Function<Evidence, StoredPicture> choice) {
        var picture =
                see.see(id, EvidenceController.viewer(caller))
                        .map(Stored::aggregate)
                        .map(choice)
                        .orElseThrow(ProblemException::notFound);
        var name = id + "." + picture.format().extension();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.format().mediaType()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "same-site")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(pictures.read(picture));
    }
}
