package cn.juhui.refund.application;

import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Loaded;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.messaging.UnprocessableRecordException;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Quote;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.machine.RefundMachine;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The one door to refund cases: people over HTTP, one case or many at a time, other services' events and the clock tell them something here, at the time
/// of the business clock. What a case answers is decided by [RefundMachine#decide].
public record RefundCommands(
        Journal<Refund, RefundEvent> journal, EvidenceFiles evidenceFiles, Clock clock) {

    /// Who acts where another service's event or the clock made a case go on.
    static final String SERVICE = "refund-service";

    /// The case, for somebody who looks at it before they tell it something.
    public Optional<Loaded<Refund, RefundEvent>> load(String refundId) {
        return journal.load(refundId);
    }

    /// Evidence that a command brings must be known evidence of the case's order. Which of it is an account proof, the case keeps.
    ///
    /// @throws ServiceDownException when evidence-service must be asked and doesn't answer; nothing was changed
    public Handled<Refund, Refusal> handle(
            Loaded<Refund, RefundEvent> loaded, Command command, Cause cause) {
        var stored = loaded.stored();
        var ids = command.evidenceBrought();
        if (ids.isEmpty() || !(decide(stored, command, cause) instanceof Decision.Accepted)) {
            return loaded.handle(cause, deciding(command, cause));
        }
        var known = known(stored, ids);
        var objection = objection(known, ids, List.of());
        if (objection != null) {
            return new Handled.Refused<>(stored, objection);
        }
        // Who may not see other people's account proofs can't bring any: theirs are their own.
        var bringsOwn = !EvidenceUse.ACCOUNT_PROOF.isFor(cause.actor().role());
        var proofs = bringsOwn ? List.<String>of() : Quote.accountProofs(known);
        return loaded.handle(cause, now -> keeping(proofs, decide(now, command, cause)));
    }

    /// The same for who knows the case by its id only.
    public Handled<Refund, Refusal> handle(String refundId, Command command, Cause cause) {
        return load(refundId)
                .map(loaded -> handle(loaded, command, cause))
                .orElseGet(Handled.NotFound::new);
    }

    /// Another service tells a fact. A case that refuses it means that two services disagree: nothing is changed, and the message is put where people
    /// look.
    ///
    /// @throws UnprocessableRecordException when the case refuses it, or there is no such case
    public void record(String refundId, Command fact, Cause cause) {
        Handled<Refund, Refusal> handled = journal.handle(refundId, cause, deciding(fact, cause));
        switch (handled) {
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

    /// The clock says that a case is due: it reminds, escalates, approves or closes, as its policy says.
    public void passDeadline(String refundId) {
        var cause = Cause.clock(SERVICE);
        Handled<Refund, Refusal> _ =
                journal.handle(refundId, cause, deciding(new Command.PassDeadline(), cause));
    }

    /// What telling it would lead to, with the state that would be stored; nothing is changed.
    public Handled<Refund, Refusal> rehearse(
            Loaded<Refund, RefundEvent> loaded, Command command, Cause cause) {
        var stored = loaded.stored();
        if (cause.missed(stored.version())) {
            return new Handled.Stale<>(stored);
        }
        return switch (decide(stored, command, cause)) {
            case Decision.Accepted<Refund, RefundEvent, Refusal>(var after, _) ->
                    new Handled.Changed<>(
                            new Stored<>(
                                    stored.id(),
                                    after,
                                    stored.version(),
                                    stored.sequence(),
                                    stored.createdAt(),
                                    stored.updatedAt()));
            case Decision.AlreadyDone<Refund, RefundEvent, Refusal> _ ->
                    new Handled.Unchanged<>(stored);
            case Decision.Refused<Refund, RefundEvent, Refusal>(var refusal) ->
                    new Handled.Refused<>(stored, refusal);
        };
    }

    /// What the case would answer; nothing is changed.
    Decision<Refund, RefundEvent, Refusal> decide(
            Stored<Refund> stored, Command command, Cause cause) {
        return RefundMachine.decide(stored.aggregate(), command, cause.actor(), clock.instant());
    }

    private Function<Stored<Refund>, Decision<Refund, RefundEvent, Refusal>> deciding(
            Command command, Cause cause) {
        return stored -> decide(stored, command, cause);
    }

    private static Decision<Refund, RefundEvent, Refusal> keeping(
            List<String> proofs, Decision<Refund, RefundEvent, Refusal> decision) {
        return decision instanceof Decision.Accepted<Refund, RefundEvent, Refusal>(var after, var e)
                ? new Decision.Accepted<>(after.withAccountProofs(proofs), e)
                : decision;
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
