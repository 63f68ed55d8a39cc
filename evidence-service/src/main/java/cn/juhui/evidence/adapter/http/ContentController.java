package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.application.OpenPicture;
import cn.juhui.evidence.domain.picture.Variant;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
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

    private static final String RETRY_AFTER_SECONDS = "10";

    private final OpenPicture open;

    public ContentController(OpenPicture open) {
        this.open = open;
    }

    @GetMapping(EvidenceController.PATH + "/{id}/content")
    ResponseEntity<byte[]> content(
            @PathVariable String id, Caller caller, HttpServletResponse response) {
        return show(id, Variant.CONTENT, caller, response);
    }

    @GetMapping(EvidenceController.PATH + "/{id}/thumbnail")
    ResponseEntity<byte[]> thumbnail(
            @PathVariable String id, Caller caller, HttpServletResponse response) {
        return show(id, Variant.THUMBNAIL, caller, response);
    }

    private ResponseEntity<byte[]> show(
            String id, Variant variant, Caller caller, HttpServletResponse response) {
        var viewer = EvidenceController.viewer(caller);
        return answer(id, open.open(id, variant, viewer), ContentDisposition.inline(), response);
    }

    static ResponseEntity<byte[]> answer(
            String id,
            OpenPicture.Result result,
            ContentDisposition.Builder disposition,
            HttpServletResponse response) {
        return switch (result) {
            case OpenPicture.Result.NotFound _ -> throw ProblemException.notFound();
            case OpenPicture.Result.Lost _ -> throw ProblemException.of(404, "EVIDENCE_LOST");
            case OpenPicture.Result.Infected _ ->
                    throw ProblemException.of(410, "EVIDENCE_INFECTED");
            case OpenPicture.Result.NotScanned _ -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
                throw ProblemException.of(409, "EVIDENCE_NOT_SCANNED");
            }
            case OpenPicture.Result.Unavailable _ ->
                    throw ProblemException.of(503, "SERVICE_UNAVAILABLE");
            case OpenPicture.Result.Opened(var picture, var bytes) ->
                    ResponseEntity.ok()
                            .contentType(MediaType.parseMediaType(picture.format().mediaType()))
                            .header("X-Content-Type-Options", "nosniff")
                            .header("Content-Security-Policy", "default-src 'none'; sandbox")
                            .header("Cross-Origin-Resource-Policy", "same-site")
                            .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                            .header(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    disposition
                                            .filename(id + "." + picture.format().extension())
                                            .build()
                                            .toString())
                            .body(bytes);
        };
    }
}
