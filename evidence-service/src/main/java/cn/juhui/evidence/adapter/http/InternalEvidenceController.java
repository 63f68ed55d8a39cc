package cn.juhui.evidence.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.ScanState;
import cn.juhui.evidence.application.FindDuplicates;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.domain.similarity.Duplicate;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.security.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// For other services, in the caller's name: which of these pieces of evidence exist for the caller. The gateway has no route to it.
@RestController
public final class InternalEvidenceController {

    private static final int MAX_IDS = 100;

    private final SeeEvidence see;
    private final FindDuplicates duplicates;

    public InternalEvidenceController(SeeEvidence see, FindDuplicates duplicates) {
        this.see = see;
        this.duplicates = duplicates;
    }

    /// @param uploadedBy the uploader's side
    /// @param duplicates for agents: the same picture among other customers' evidence; null for everybody else
    record KnownEvidence(
            String id,
            EvidenceKind kind,
            String orderId,
            Role uploadedBy,
            @Nullable List<Duplicate> duplicates) {}

    @GetMapping("/internal/evidence")
    List<KnownEvidence> known(@RequestParam String ids, Caller caller) {
        var asked = Arrays.stream(ids.split(",")).distinct().toList();
        if (asked.size() > MAX_IDS) {
            throw ProblemException.invalid(InputError.size("ids", false, 1, MAX_IDS));
        }
        var viewer = EvidenceController.viewer(caller);
        return asked.stream()
                .map(id -> see.see(id, viewer))
                .flatMap(Optional::stream)
                .filter(found -> found.aggregate().scan().state() != ScanState.INFECTED)
                .map(found ->
                        new KnownEvidence(
                                found.id(),
                                found.aggregate().kind(),
                                found.aggregate().orderId(),
                                found.aggregate().uploadedBy().role(),
                                found.aggregate().isAgentsWork(viewer)
                                        ? duplicates.of(found.aggregate())
                                        : null))
                .toList();
    }
}
