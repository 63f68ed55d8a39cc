package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.contracts.refund.term.LateMoneyReason;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command.RecordCompletion;
import cn.juhui.refund.domain.Command.RecordPaidTwiceUndone;
import cn.juhui.refund.domain.PayoutEvents;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.RefundEvents;
import cn.juhui.refund.domain.Refusal;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rows of [PayoutMachine] do.
final class PayoutSteps {

    private final Refund refund;
    private final Instant now;
    private final RefundEvents facts;
    private final PayoutEvents money;

    PayoutSteps(Refund refund, Instant now) {
        this.refund = refund;
        this.now = now;
        this.facts = new RefundEvents(refund);
        this.money = new PayoutEvents(refund);
    }

    /// At the last look the order did not let the payout start (R8): nothing is paid, and the platform decides anew, with what is known now. An
    /// approval never becomes a no by itself, so neither does an order that holds nothing (any more) end the case.
    Decision<Refund, RefundEvent, Refusal> stopped(
            Approved s, List<RuleOutcome> rules, List<CardFacts> known) {
        var open =
                Intervention.Open.from(
                        now, Times.RULING_TIME, Intervention.Cause.NEUTRAL_FACT, null);
        return Decision.accepted(
                refund.with(refund.held().knowing(known))
                        .with(new Review.Stopped(s.amount(), s.ground()))
                        .with(open)
                        .with(new None()),
                money.payoutStopped(s.amount(), rules, known),
                facts.interventionOpened(open));
    }

    /// The new estimate is the channel's, where it named a time that is still to come. An express case that is late is then as any other.
    Decision<Refund, RefundEvent, Refusal> late(Approved s) {
        var next =
                refund.payout() instanceof Pending p && p.expectedArrivalAt().isAfter(now)
                        ? p.expectedArrivalAt()
                        : now.plus(
                                keepsExpressTime(s)
                                        ? Times.PAYING_TIME
                                        : refund.gone().next(Times.LOOK_AGAIN));
        return Decision.accepted(
                Approval.payBy(refund, next, true).with(refund.gone().deadlineMissed()),
                money.moneyLate(s.payBy(), next, reason(refund.payout())));
    }

    /// Whether the half hour from the approval still runs: the money isn't late yet, and goes where it came from.
    private boolean keepsExpressTime(Approved s) {
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

    Decision<Refund, RefundEvent, Refusal> completed(RecordCompletion c) {
        var succeeded =
                new Succeeded(c.payoutId(), c.channel(), c.channelRefundId(), c.paidAt(), null);
        return Decision.accepted(accountSettled().with(succeeded), money.completed(c));
    }

    Decision<Refund, RefundEvent, Refusal> paidTwice(Succeeded s, Payout.PaidAgain again) {
        if (s.tooOften().contains(again)) {
            return Decision.alreadyDone();
        }
        var all = new ArrayList<>(s.tooOften());
        all.removeIf(known -> known.payoutNo().equals(again.payoutNo()));
        all.add(again);
        var then = refund.with(s.with(all));
        return Decision.accepted(then, new PayoutEvents(then).lossRecorded(again));
    }

    Decision<Refund, RefundEvent, Refusal> paidTwiceUndone(
            Succeeded s, RecordPaidTwiceUndone undone) {
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
        return Decision.accepted(then, new PayoutEvents(then).lossUndone(undone.payoutNo()));
    }

    /// The money is on its way again, or there: no account is needed.
    private Refund accountSettled() {
        return refund.intervention() instanceof ForAccount open
                ? refund.with(open.after())
                : refund;
    }

    Decision<Refund, RefundEvent, Refusal> recorded(Payout news) {
        return switch (news) {
            case Pending(var id, var channel, var refundNo, var arrival, var basis) ->
                    underWay(
                            news,
                            money.payoutSubmitted(
                                    id,
                                    RecordedPayoutState.PENDING,
                                    channel,
                                    arrival,
                                    refundNo,
                                    basis),
                            arrival);
            case Unknown(var id, var channel, var why) ->
                    underWay(
                            news,
                            money.payoutRecorded(
                                    id, RecordedPayoutState.UNKNOWN, channel, null, why),
                            null);
            case Failed(var id, var channel, var code) ->
                    underWay(
                            news,
                            money.payoutRecorded(
                                    id, RecordedPayoutState.FAILED, channel, null, code),
                            null);
            case Abnormal(var id, var channel, var code) ->
                    accountNeeded(
                            news,
                            money.payoutRecorded(
                                    id, RecordedPayoutState.ABNORMAL, channel, null, code));
            case Reversed(var id, var channel, var code, var takenBack) ->
                    accountNeeded(
                            news,
                            money.payoutRecorded(
                                    id, RecordedPayoutState.REVERSED, channel, takenBack, code));
            case None _, Initiated _, Succeeded _ -> Refusal.notAllowed(refund);
        };
    }

    /// @param arrival when the channel expects it to arrive; null when it said nothing
    private Decision<Refund, RefundEvent, Refusal> underWay(
            Payout news, RefundEvent fact, @Nullable Instant arrival) {
        var events = new ArrayList<>(List.of(fact));
        var then = accountSettled().with(news);
        var before = refund.shownDeadline();
        var anew = refund.payout() instanceof Abnormal || refund.payout() instanceof Reversed;
        var payBy = anew ? now.plus(Times.PAYING_TIME) : refund.payBy();
        var fixed = !anew && refund.review() instanceof Approved s && keepsExpressTime(s);
        if (arrival != null && payBy != null && arrival.isAfter(payBy) && !fixed) {
            payBy = arrival;
        }
        if (payBy != null && !payBy.equals(before)) {
            then = Approval.payBy(then, payBy, !anew && isLateExpress());
            events.add(facts.deadlineChanged(DeadlineKind.PAYOUT, before, payBy));
        }
        return new Decision.Accepted<>(then, events);
    }

    /// A promise that was broken stays broken: the case is shown as late until the money is there, whatever the channel expects.
    private boolean isLateExpress() {
        return refund.review() instanceof Approved s
                && s.ground() == Review.Ground.EXPRESS
                && s.late();
    }

    private Decision<Refund, RefundEvent, Refusal> accountNeeded(Payout news, RefundEvent fact) {
        if (refund.intervention() instanceof ForAccount) {
            return Decision.accepted(refund.with(news), fact);
        }
        var ruled = refund.intervention() instanceof Ruled s ? s : null;
        var needed = new AccountNeeded(now.plus(Times.NAMING_TIME), false, null, null, ruled);
        return Decision.accepted(
                refund.with(news).with(needed), fact, facts.interventionOpened(needed));
    }
}
