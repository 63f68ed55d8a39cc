package cn.juhui.evidence.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.evidence.application.FindDuplicates;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.application.UploadEvidence;
import cn.juhui.evidence.application.UploadEvidence.Result;
import cn.juhui.evidence.application.UploadEvidence.Upload;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.platform.http.idempotency.IdempotencyKeyRequired;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Answers;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Upload and description of evidence.
@RestController
@RequestMapping(EvidenceController.PATH)
public final class EvidenceController {

    static final String PATH = "/v1/evidence";

    private static final List<String> VERDICTS =
            List.of(
                    "ADDED",
                    "ORDER_NOT_FOUND",
                    "UNAVAILABLE",
                    "TYPE_UNSUPPORTED",
                    "TOO_LARGE",
                    "CORRUPT",
                    "ILLEGIBLE",
                    "INFECTED",
                    "LIMIT_REACHED");

    private final UploadEvidence upload;
    private final SeeEvidence see;
    private final FindDuplicates duplicates;
    private final EvidenceProblems refusals;
    private final MeterRegistry meters;

    public EvidenceController(
            UploadEvidence upload,
            SeeEvidence see,
            FindDuplicates duplicates,
            EvidenceProblems refusals,
            MeterRegistry meters) {
        this.upload = upload;
        this.see = see;
        this.duplicates = duplicates;
        this.refusals = refusals;
        this.meters = meters;
        VERDICTS.forEach(this::uploads);
    }

    private Counter uploads(String verdict) {
        return Counter.builder("juhui.evidence.uploads")
                .description("Files that came in, by what became of them")
                .tag("verdict", verdict)
                .register(meters);
    }

    private static String verdict(Result result) {
        return switch (result) {
            case Result.Added _ -> "ADDED";
            case Result.OrderNotFound _ -> "ORDER_NOT_FOUND";
            case Result.Unavailable _ -> "UNAVAILABLE";
            case Result.Refused(var refusal) ->
                    switch (refusal) {
                        case Refusal.TypeUnsupported _ -> "TYPE_UNSUPPORTED";
                        case Refusal.TooLarge _ -> "TOO_LARGE";
                        case Refusal.Corrupt _ -> "CORRUPT";
                        case Refusal.Illegible _ -> "ILLEGIBLE";
                        case Refusal.Infected _ -> "INFECTED";
                        case Refusal.LimitReached _ -> "LIMIT_REACHED";
                    };
        };
    }

    @PostMapping(consumes = "multipart/form-data")
    @IdempotencyKeyRequired
    ResponseEntity<EvidenceView> upload(
            @RequestParam @Nullable List<MultipartFile> file,
            @RequestParam @Nullable String orderId,
            @RequestParam @Nullable String kind,
            Caller caller,
            RequestContext context)
            throws IOException {
        if (!caller.is(Role.CUSTOMER) && !caller.is(Role.MERCHANT) && !caller.is(Role.AGENT)) {
            throw ProblemException.forbidden();
        }
        var order = required("orderId", orderId);
        var what = kind(required("kind", kind));
        var bytes = bytes(one(required("file", file)));
        if (!Ids.isA("ord", order)) {
            throw ProblemException.notFound();
        }
        var result =
                upload.upload(
                        new Upload(
                                context.newId("evd"),
                                order,
                                what,
                                bytes,
                                viewer(caller),
                                side -> context.cause(caller.as(side))));
        uploads(verdict(result)).increment();
        return switch (result) {
            case Result.Added(var added) ->
                    Answers.created(PATH + "/" + added.id(), view(added, caller), added.version());
            case Result.Refused(var refusal) -> throw refusals.problem(refusal);
            case Result.OrderNotFound _ -> throw ProblemException.notFound();
            case Result.Unavailable _ -> throw ProblemException.of(503, "SERVICE_UNAVAILABLE");
        };
    }

    @GetMapping("/{id}")
    ResponseEntity<EvidenceView> describe(@PathVariable String id, Caller caller) {
        var found = see.see(id, viewer(caller)).orElseThrow(ProblemException::notFound);
        return Answers.ok(view(found, caller), found.version());
    }

    /// Only agents learn what other customers' evidence looks like.
    private EvidenceView view(Stored<Evidence> stored, Caller caller) {
        return EvidenceView.of(
                stored,
                refusals.hint(stored.aggregate().legibility()),
                stored.aggregate().isAgentsWork(viewer(caller))
                        ? duplicates.of(stored.aggregate())
                        : null);
    }

    public static Viewer viewer(Caller caller) {
        return new Viewer(caller.subject(), caller.roles(), caller.merchantId());
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw ProblemException.invalid(InputError.of(name, "REQUIRED"));
        }
        return value;
    }

    private static MultipartFile one(List<MultipartFile> files) {
        if (files.isEmpty()) {
            throw ProblemException.invalid(InputError.of("file", "REQUIRED"));
        }
        if (files.size() > 1) {
            throw ProblemException.invalid(InputError.of("file", "WRONG_SIZE").as("one"));
        }
        return files.getFirst();
    }

    /// Into an array of the right length at once: reading without knowing it would take the memory twice.
    private static byte[] bytes(MultipartFile file) throws IOException {
        var bytes = new byte[(int) file.getSize()];
        try (var content = file.getInputStream()) {
            content.readNBytes(bytes, 0, bytes.length);
        }
        return bytes;
    }

    private static EvidenceKind kind(String text) {
        return Arrays.stream(EvidenceKind.values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                InputError.notOneOf("kind", List.of(EvidenceKind.values()))));
    }
}
