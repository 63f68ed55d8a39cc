package cn.juhui.refund.domain;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.contracts.refund.term.LateMoneyReason;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command.PassDeadline;
import cn.juhui.refund.domain.Command.RecordCompletion;
import cn.juhui.refund.domain.Command.RecordHoldDeclined;
import cn.juhui.refund.domain.Command.RecordPaidTwice;
import cn.juhui.refund.domain.Command.RecordPaidTwiceUndone;
import cn.juhui.refund.domain.Command.RecordPayout;
import cn.juhui.refund.domain.Command.RecordStop;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Intervention.AccountNeeded;
import cn.juhui.refund.domain.state.Intervention.ForAccount;
import cn.juhui.refund.domain.state.Intervention.Ruled;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Payout.Abnormal;
import cn.juhui.refund.domain.state.Payout.Failed;
import cn.juhui.refund.domain.state.Payout.Initiated;
import cn.juhui.refund.domain.state.Payout.None;
import cn.juhui.refund.domain.state.Payout.Pending;
import cn.juhui.refund.domain.state.Payout.Reversed;
import cn.juhui.refund.domain.state.Payout.Succeeded;
import cn.juhui.refund.domain.state.Payout.Unknown;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Review.Approved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The case once it is approved: it mirrors what payout-service tells about the money. Success may come late, after a
/// failure; it may be taken back; and it is never forgotten because of older news. Money that doesn't arrive in time is
/// never taken for lost: the case is shown as late, every day anew and in the end every week, until it has arrived.
public final class PayoutMachine {

    /// When the money should have arrived: the fast channels take two hours at most. A channel that names a later time has it.
    static final Duration PAYING_TIME = Duration.ofHours(3);

    /// When the money of an express refund should have arrived, counted from the approval (R9). A channel that names a later time doesn't move it.
    static final Duration EXPRESS_TIME = Duration.ofMinutes(30);

    /// How often a case is pointed out whose money didn't arrive in time.
    static final Duration LOOK_AGAIN = Duration.ofDays(1);

    private record Row(Payout state, Command command) {}

    private PayoutMachine() {}

    static Decision<Refund, RefundEvent, Refusal> decide(
            Refund refund, Approved approved, Command told, Actor actor, Instant now) {
        return switch (new Row(refund.payout(), told)) {
            case Row(None _, _) -> refund.notAllowed();

            case Row(_, RecordPayout(var news)) when !refund.payoutId().equals(news.payoutId()) ->
                    refund.notAllowed();
            case Row(_, RecordCompletion c) when isOther(refund, c.payoutId(), c.amount()) ->
                    refund.notAllowed();
            case Row(_, RecordPaidTwice t) when isOther(refund, t.payoutId(), t.amount()) ->
                    refund.notAllowed();
            case Row(_, RecordPaidTwiceUndone t) when isOther(refund, t.payoutId(), t.amount()) ->
                    refund.notAllowed();

            case Row(Initiated _, RecordHoldDeclined(var rules))
                    when refund.paidElsewhere() == null ->
                    stopped(refund, approved, rules, List.of(), now);
            case Row(Initiated _, RecordStop(var rules, var facts))
                    when refund.paidElsewhere() == null ->
                    stopped(refund, approved, rules, facts, now);
            case Row(Succeeded s, RecordPayout(Reversed(var id, var channel, var code, _))) ->
                    recorded(refund, new Reversed(id, channel, code, s.channelRefundId()), now);
            case Row(Succeeded _, RecordPayout _), Row(Succeeded _, RecordCompletion _) ->
                    Decision.alreadyDone();
            case Row(Succeeded s, RecordPaidTwice(_, _, var again)) -> paidTwice(refund, s, again);
            case Row(Succeeded s, RecordPaidTwiceUndone undone) ->
                    paidTwiceUndone(refund, s, undone);
            // Where the customer hasn't the money, nothing was paid too often.
            case Row(_, RecordPaidTwiceUndone _) -> Decision.alreadyDone();
            case Row(Succeeded _, _) -> refund.notAllowed();

            case Row(Reversed _, RecordPayout(Reversed _)) -> Decision.alreadyDone();
            case Row(Reversed s, RecordCompletion c)
                    when c.channelRefundId().equals(s.takenBack()) ->
                    Decision.alreadyDone();

            case Row(var s, RecordPayout(var news)) ->
                    news.equals(s) ? Decision.alreadyDone() : recorded(refund, news, now);
            case Row(_, RecordCompletion c) -> completed(refund, c);

            case Row(Abnormal _, _), Row(Reversed _, _) ->
                    refund.intervention() instanceof ForAccount open
                            ? AccountMachine.decide(refund, open, told, actor, now)
                            : refund.notAllowed();
            case Row(Initiated _, PassDeadline _),
                    Row(Pending _, PassDeadline _),
                    Row(Unknown _, PassDeadline _),
                    Row(Failed _, PassDeadline _) ->
                    late(refund, approved, now);
            case Row(Initiated _, _), Row(Pending _, _), Row(Unknown _, _), Row(Failed _, _) ->
                    refund.notAllowed();
        };
    }

    /// At the last look the order did not let the payout start (R8): nothing is paid, and the platform decides anew, with what is known now. An
    /// approval never becomes a no by itself, so neither does an order that holds nothing (any more) end the case.
    private static Decision<Refund, RefundEvent, Refusal> stopped(
            Refund refund,
            Approved s,
            List<RuleOutcome> rules,
            List<CardFacts> facts,
            Instant now) {
        var open =
                new Intervention.Open(
                        Intervention.Cause.NEUTRAL_FACT,
                        now.plus(ReviewSteps.RULING_TIME),
                        null,
                        false);
        var told = new RefundEvents(refund);
        return Decision.accepted(
                refund.with(refund.held().knowing(facts))
                        .with(new Review.Stopped(s.amount(), s.ground()))
                        .with(open)
                        .with(new None()),
                told.payoutStopped(s.amount(), rules, facts),
                told.interventionOpened(open));
    }

    /// Whether it speaks of another payout than the case's, or of another amount than it owes.
    private static boolean isOther(Refund refund, String payoutId, Money amount) {
        return !refund.payoutId().equals(payoutId) || !refund.owed().equals(amount);
    }

    static Duration payingTime(Review.Ground ground) {
        return ground == Review.Ground.EXPRESS ? EXPRESS_TIME : PAYING_TIME;
    }

    /// The new estimate is the channel's, where it named a time that is still to come. An express case that is late is then as any other.
    private static Decision<Refund, RefundEvent, Refusal> late(
            Refund refund, Approved s, Instant now) {
        var next =
                refund.payout() instanceof Pending p && p.expectedArrivalAt().isAfter(now)
                        ? p.expectedArrivalAt()
                        : now.plus(
                                keepsExpressTime(refund, s)
                                        ? PAYING_TIME
                                        : refund.gone().next(LOOK_AGAIN));
        return Decision.accepted(
                refund.payBy(next, true).with(refund.gone().deadlineMissed()),
                new RefundEvents(refund).moneyLate(s.payBy(), next, reason(refund.payout())));
    }

    /// Whether the half hour from the approval still runs: the money isn't late yet, and goes where it came from.
    private static boolean keepsExpressTime(Refund refund, Approved s) {
        return s.ground() == Review.Ground.EXPRESS && !s.late() && refund.paidElsewhere() == null;
    }

    /// Why money hasn't arrived yet.
    private static LateMoneyReason reason(Payout payout) {
        return switch (payout) {
            case Pending _ -> LateMoneyReason.WITH_CHANNEL;
            case Unknown _ -> LateMoneyReason.ANSWER_UNKNOWN;
            case Failed _ -> LateMoneyReason.CHANNEL_REFUSED;
            case None _, Initiated _, Abnormal _, Succeeded _, Reversed _ ->
                    LateMoneyReason.NOT_SENT;
        };
    }

    private static Decision<Refund, RefundEvent, Refusal> completed(
            Refund refund, RecordCompletion c) {
        var succeeded =
                new Succeeded(c.payoutId(), c.channel(), c.channelRefundId(), c.paidAt(), null);
        return Decision.accepted(
                accountSettled(refund).with(succeeded), new RefundEvents(refund).completed(c));
    }

    private static Decision<Refund, RefundEvent, Refusal> paidTwice(
            Refund refund, Succeeded s, Payout.PaidAgain again) {
        if (s.tooOften().contains(again)) {
            return Decision.alreadyDone();
        }
        var all = new ArrayList<>(s.tooOften());
        all.removeIf(known -> known.payoutNo().equals(again.payoutNo()));
        all.add(again);
        var then = refund.with(s.with(all));
        return Decision.accepted(then, new RefundEvents(then).lossRecorded(again));
    }

    private static Decision<Refund, RefundEvent, Refusal> paidTwiceUndone(
            Refund refund, Succeeded s, RecordPaidTwiceUndone undone) {
        var rest =
                s.tooOften().stream()
                        .filter(known -> !known.payoutNo().equals(undone.payoutNo()))
                        .toList();
        if (rest.size() == s.tooOften().size()) {
            return Decision.alreadyDone();
        }
        var by = undone.settles();
        var settled =
                by == null
                        ? s.with(rest)
                        : new Succeeded(
                                s.payoutId(),
                                by.channel(),
                                by.channelRefundId(),
                                by.paidAt(),
                                rest);
        var then = refund.with(settled);
        return Decision.accepted(then, new RefundEvents(then).lossUndone(undone.payoutNo()));
    }

    /// The money is on its way again, or there: no account is needed.
    private static Refund accountSettled(Refund refund) {
        return refund.intervention() instanceof ForAccount open
                ? refund.with(open.after())
                : refund;
    }

    private static Decision<Refund, RefundEvent, Refusal> recorded(
            Refund refund, Payout news, Instant now) {
        var facts = new RefundEvents(refund);
        return switch (news) {
            case Pending(var id, var channel, var refundNo, var arrival, var basis) ->
                    underWay(
                            refund,
                            news,
                            facts.payoutSubmitted(
                                    id,
                                    RecordedPayoutState.PENDING,
                                    channel,
                                    arrival,
                                    refundNo,
                                    basis),
                            arrival,
                            now);
            case Unknown(var id, var channel, var why) ->
                    underWay(
                            refund,
                            news,
                            facts.payoutRecorded(
                                    id, RecordedPayoutState.UNKNOWN, channel, null, why),
                            null,
                            now);
            case Failed(var id, var channel, var code) ->
                    underWay(
                            refund,
                            news,
                            facts.payoutRecorded(
                                    id, RecordedPayoutState.FAILED, channel, null, code),
                            null,
                            now);
            case Abnormal(var id, var channel, var code) ->
                    accountNeeded(
                            refund,
                            news,
                            facts.payoutRecorded(
                                    id, RecordedPayoutState.ABNORMAL, channel, null, code),
                            now);
            case Reversed(var id, var channel, var code, var takenBack) ->
                    accountNeeded(
                            refund,
                            news,
                            facts.payoutRecorded(
                                    id, RecordedPayoutState.REVERSED, channel, takenBack, code),
                            now);
            case None _, Initiated _, Succeeded _ -> refund.notAllowed();
        };
    }

    /// @param arrival when the channel expects it to arrive; null when it said nothing
    private static Decision<Refund, RefundEvent, Refusal> underWay(
            Refund refund, Payout news, RefundEvent fact, @Nullable Instant arrival, Instant now) {
        var events = new ArrayList<>(List.of(fact));
        var then = accountSettled(refund).with(news);
        var before = refund.shownDeadline();
        var anew = refund.payout() instanceof Abnormal || refund.payout() instanceof Reversed;
        var payBy = anew ? now.plus(PAYING_TIME) : refund.payBy();
        var fixed = !anew && refund.review() instanceof Approved s && keepsExpressTime(refund, s);
        if (arrival != null && payBy != null && arrival.isAfter(payBy) && !fixed) {
            payBy = arrival;
        }
        if (payBy != null && !payBy.equals(before)) {
            then = then.payBy(payBy, !anew && isLateExpress(refund));
            events.add(
                    new RefundEvents(refund).deadlineChanged(DeadlineKind.PAYOUT, before, payBy));
        }
        return new Decision.Accepted<>(then, events);
    }

    /// A promise that was broken stays broken: the case is shown as late until the money is there, whatever the channel expects.
    private static boolean isLateExpress(Refund refund) {
        return refund.review() instanceof Approved s
                && s.ground() == Review.Ground.EXPRESS
                && s.late();
    }

    private static Decision<Refund, RefundEvent, Refusal> accountNeeded(
            Refund refund, Payout news, RefundEvent fact, Instant now) {
        if (refund.intervention() instanceof ForAccount) {
            return Decision.accepted(refund.with(news), fact);
        }
        var ruled = refund.intervention() instanceof Ruled s ? s : null;
        var needed =
                new AccountNeeded(now.plus(AccountMachine.NAMING_TIME), false, null, null, ruled);
        return Decision.accepted(
                refund.with(news).with(needed),
                fact,
                new RefundEvents(refund).interventionOpened(needed));
    }
}
