package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.application.OpenPicture;
import cn.juhui.platform.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// For a service that makes a file out of a case, in the caller's name: the picture as others than its sender see it, also when
/// the caller is its sender, and like every picture only once nothing speaks against it. The gateway has no route to it.
@RestController
public final class ShownPictureController {

    private final OpenPicture open;

    public ShownPictureController(OpenPicture open) {
        this.open = open;
    }

    @GetMapping("/internal/evidence/{id}/shown")
    ResponseEntity<byte[]> shown(
            @PathVariable String id, Caller caller, HttpServletResponse response) {
        var result = open.openForFile(id, EvidenceController.viewer(caller));
        return ContentController.answer(id, result, ContentDisposition.inline(), response);
    }
}
