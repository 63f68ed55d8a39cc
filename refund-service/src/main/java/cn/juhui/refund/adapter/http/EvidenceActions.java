package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.view.RefundView;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Command;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Evidence on a case: asked for, supplied, brought again after a rejection.
@RestController
@RequestMapping("/v1/refunds/{id}")
class EvidenceActions {

    private final CommandRequests requests;

    EvidenceActions(CommandRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/evidence")
    ResponseEntity<RefundView> supply(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Evidence body,
            Caller caller,
            RequestContext request) {
        var evidence = RefundBodies.each(body.evidenceIds());
        return requests.handle(
                id,
                caller,
                request,
                Action.EVIDENCE,
                _ -> new Command.SupplyEvidence(evidence, body.note()),
                Role.CUSTOMER,
                Role.MERCHANT,
                Role.AGENT);
    }

    @PostMapping("/resubmit")
    ResponseEntity<RefundView> resubmit(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Evidence body,
            Caller caller,
            RequestContext request) {
        var evidence = RefundBodies.each(body.evidenceIds());
        return requests.handle(
                id,
                caller,
                request,
                Action.RESUBMIT,
                _ -> new Command.Resubmit(evidence, body.note()),
                Role.CUSTOMER,
                Role.AGENT);
    }

    @PostMapping("/evidence-request")
    ResponseEntity<RefundView> request(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.EvidenceRequest body,
            Caller caller,
            RequestContext request) {
        return requests.handle(
                id,
                caller,
                request,
                Action.EVIDENCE_REQUEST,
                asking -> {
                    mayBeAskedFor(body.kinds(), asking);
                    return new Command.RequestEvidence(owing(body), body.kinds(), body.text());
                },
                Role.MERCHANT,
                Role.AGENT);
    }

    /// Nobody asks for what they wouldn't be shown.
    private static void mayBeAskedFor(List<EvidenceKind> kinds, Role asking) {
        for (var i = 0; i < kinds.size(); i++) {
            if (!EvidenceUse.of(kinds.get(i)).isFor(asking)) {
                var others =
                        Stream.of(EvidenceKind.values())
                                .filter(kind -> EvidenceUse.of(kind).isFor(asking))
                                .toList();
                throw ProblemException.invalid(InputError.notOneOf("/kinds/" + i, others));
            }
        }
    }

    /// The customer owes it where nobody else is named.
    private static Role owing(RefundBodies.EvidenceRequest body) {
        var from = Objects.requireNonNullElse(body.from(), Role.CUSTOMER);
        if (from != Role.CUSTOMER && from != Role.MERCHANT) {
            throw ProblemException.invalid(
                    InputError.notOneOf("/from", List.of(Role.CUSTOMER, Role.MERCHANT)));
        }
        return from;
    }
}
