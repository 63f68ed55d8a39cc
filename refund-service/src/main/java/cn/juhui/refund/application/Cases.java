package cn.juhui.refund.application;

import cn.juhui.contracts.EvidenceNeed;
import cn.juhui.contracts.EvidenceUse;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.messaging.UnprocessableRecordException;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Quote;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All refund cases: every use case tells one of them something, at the time of the business clock.
public record Cases(
        Journal<Refund, RefundEvent> journal, EvidenceFiles evidenceFiles, Clock clock) {

    Optional<Stored<Refund>> find(String refundId) {
        return journal.find(refundId);
    }

    Handled<Refund, Refusal> tell(String refundId, Command command, Cause cause) {
        return journal.handle(refundId, cause, stored -> decide(stored, command, cause));
    }

    /// Another service tells a fact. A case that refuses it means that two services disagree: nothing is changed, and the message is put where people
    /// look.
    ///
    /// @throws UnprocessableRecordException when the case refuses it, or there is no such case
    void note(String refundId, Command fact, Cause cause) {
        switch (tell(refundId, fact, cause)) {
            case Handled.Refused<Refund, Refusal>(_, var refusal) ->
                    throw new UnprocessableRecordException(
                            refundId + " refuses " + fact + ": " + refusal);
            case Handled.NotFound<Refund, Refusal> _ ->
                    throw new UnprocessableRecordException("No case " + refundId + " for " + fact);
            case Handled.Changed<Refund, Refusal> _,
                    Handled.Unchanged<Refund, Refusal> _,
                    Handled.Stale<Refund, Refusal> _ -> {}
        }
    }

    /// The same for a command that brings evidence: it must be known evidence of the case's order. Which of it is an account proof, the
    /// case keeps.
    Handled<Refund, Refusal> tell(
            String refundId, Command command, List<String> evidenceIds, Cause cause) {
        var stored = journal.find(refundId).orElse(null);
        if (stored == null || !(decide(stored, command, cause) instanceof Decision.Accepted)) {
            return tell(refundId, command, cause);
        }
        var known = known(stored, evidenceIds);
        var objection = objection(known, evidenceIds, List.of());
        if (objection != null) {
            return new Handled.Refused<>(stored, objection);
        }
        // Who may not see other people's account proofs can't bring any: theirs are their own.
        var bringsOwn = !EvidenceUse.ACCOUNT_PROOF.isFor(cause.actor().role());
        var proofs = bringsOwn ? List.<String>of() : Quote.accountProofs(known);
        return journal.handle(refundId, cause, now -> keeping(proofs, decide(now, command, cause)));
    }

    private static Decision<Refund, RefundEvent, Refusal> keeping(
            List<String> proofs, Decision<Refund, RefundEvent, Refusal> decision) {
        return decision instanceof Decision.Accepted<Refund, RefundEvent, Refusal>(var after, var e)
                ? new Decision.Accepted<>(after.withAccountProofs(proofs), e)
                : decision;
    }

    /// What the case would answer; nothing is changed.
    Decision<Refund, RefundEvent, Refusal> wouldSay(
            Stored<Refund> stored, Command command, Cause cause) {
        return decide(stored, command, cause);
    }

    /// What telling it would lead to, with the state that would be stored; nothing is changed.
    Handled<Refund, Refusal> rehearse(String refundId, Command command, Cause cause) {
        var found = journal.find(refundId).orElse(null);
        if (found == null) {
            return new Handled.NotFound<>();
        }
        if (cause.missed(found.version())) {
            return new Handled.Stale<>(found);
        }
        return switch (decide(found, command, cause)) {
            case Decision.Accepted<Refund, RefundEvent, Refusal>(var after, _) ->
                    new Handled.Changed<>(
                            new Stored<>(
                                    refundId,
                                    after,
                                    found.version(),
                                    found.sequence(),
                                    found.createdAt(),
                                    found.updatedAt()));
            case Decision.AlreadyDone<Refund, RefundEvent, Refusal> _ ->
                    new Handled.Unchanged<>(found);
            case Decision.Refused<Refund, RefundEvent, Refusal>(var refusal) ->
                    new Handled.Refused<>(found, refusal);
        };
    }

    private Decision<Refund, RefundEvent, Refusal> decide(
            Stored<Refund> stored, Command command, Cause cause) {
        return stored.aggregate().decide(command, cause.actor(), clock.instant());
    }

    /// What speaks against these pieces of evidence; null when nothing does.
    @Nullable Refusal objection(Stored<Refund> stored, List<String> ids, List<EvidenceNeed> needs) {
        return objection(known(stored, ids), ids, needs);
    }

    private static @Nullable Refusal objection(
            List<Quote.Evidence> known, List<String> ids, List<EvidenceNeed> needs) {
        var knownIds = known.stream().map(Quote.Evidence::id).collect(Collectors.toSet());
        var unknown = ids.stream().filter(id -> !knownIds.contains(id)).toList();
        if (!unknown.isEmpty()) {
            return new Refusal.EvidenceUnknown(unknown);
        }
        var missing = Quote.missing(needs, known);
        return missing.isEmpty() ? null : new Refusal.EvidenceMissing(missing);
    }

    /// Those of the pieces that are known evidence of the case's order.
    private List<Quote.Evidence> known(Stored<Refund> stored, List<String> ids) {
        var orderId = stored.aggregate().application().orderId();
        return ids.isEmpty()
                ? List.of()
                : evidenceFiles.find(ids).stream()
                        .filter(e -> e.orderId().equals(orderId))
                        .toList();
    }
}
