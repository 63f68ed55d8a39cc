package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.adapter.http.SignedLinks.Link;
import cn.juhui.evidence.application.OpenPicture;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.domain.picture.Variant;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Links for people without a token, such as the readers of a case's file: made by who may see the picture, good for one picture and
/// a limited time.
@RestController
public final class LinkController {

    private static final Duration USUAL = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final SeeEvidence see;
    private final OpenPicture open;
    private final SignedLinks links;

    public LinkController(SeeEvidence see, OpenPicture open, SignedLinks links) {
        this.see = see;
        this.open = open;
        this.links = links;
    }

    /// @param validFor an ISO 8601 duration; an hour when it is absent
    record LinkWish(@Nullable Variant variant, @Nullable String validFor) {}

    @PostMapping(EvidenceController.PATH + "/{id}/links")
    @ResponseStatus(HttpStatus.CREATED)
    Link link(@PathVariable String id, @RequestBody LinkWish wish, Caller caller) {
        var validFor = validFor(wish.validFor());
        if (see.see(id, EvidenceController.viewer(caller)).isEmpty()) {
            throw ProblemException.notFound();
        }
        var variant = wish.variant() == null ? Variant.CONTENT : wish.variant();
        return links.to(id, variant, validFor);
    }

    private Duration validFor(@Nullable String text) {
        if (text == null) {
            return USUAL.compareTo(links.longest()) < 0 ? USUAL : links.longest();
        }
        Duration wished;
        try {
            wished = Duration.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(InputError.form("/validFor", USUAL.toString()));
        }
        if (wished.compareTo(Duration.ofSeconds(1)) < 0 || wished.compareTo(links.longest()) > 0) {
            throw ProblemException.invalid(
                    InputError.range("/validFor", Duration.ofSeconds(1), links.longest()));
        }
        return wished;
    }

    /// Open to everybody: the signature is the key.
    @GetMapping(EvidenceController.PATH + "/{id}/download")
    ResponseEntity<byte[]> download(
            @PathVariable String id,
            @RequestParam @Nullable String variant,
            @RequestParam @Nullable String expires,
            @RequestParam @Nullable String signature,
            HttpServletResponse response) {
        var form = Arrays.stream(Variant.values()).filter(v -> v.name().equals(variant)).findAny();
        if (form.isEmpty()
                || signature == null
                || expires == null
                || !SECONDS.matcher(expires).matches()) {
            throw ProblemException.of(403, "LINK_INVALID");
        }
        return switch (links.check(id, form.get(), Long.parseLong(expires), signature)) {
            case FORGED -> throw ProblemException.of(403, "LINK_INVALID");
            case EXPIRED -> throw ProblemException.of(410, "LINK_EXPIRED");
            case GOOD ->
                    ContentController.answer(
                            id,
                            open.openByLink(id, form.get()),
                            ContentDisposition.attachment(),
                            response);
        };
    }
}
