package cn.juhui.payout.domain;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.RetryReason;
import cn.juhui.payout.domain.Aside.Standing;
import cn.juhui.payout.domain.PayoutState.Abnormal;
import cn.juhui.payout.domain.PayoutState.AwaitingRetry;
import cn.juhui.payout.domain.PayoutState.Failed;
import cn.juhui.payout.domain.PayoutState.Initiated;
import cn.juhui.payout.domain.PayoutState.Pending;
import cn.juhui.payout.domain.PayoutState.Rechecking;
import cn.juhui.payout.domain.PayoutState.Reversed;
import cn.juhui.payout.domain.PayoutState.Succeeded;
import cn.juhui.payout.domain.PayoutState.Unknown;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.payout.domain.calendar.ExpectedArrival;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;

/// Who may send a number, and when: being entitled to is a change of the payout, and only whoever stores it is.
///
/// @param calendar for what the customer can expect
record SendMachine(WorkingCalendar calendar) {

    /// Gives the entitlement to send back: the channel has not heard of it.
    Decision<Payout, PayoutEvent, PayoutRefusal> waits(
            Payout p, String no, int turn, Instant turnAt) {
        if (!no.equals(p.attempt().payoutNo()) || turn != p.turn()) {
            return Turns.done();
        }
        if (!(p.state() instanceof Initiated s) || s.turnAt() != null) {
            return Turns.done();
        }
        var waits =
                p.expectedAt(ExpectedArrival.of(p.channel(), turnAt, calendar))
                        .in(new Initiated(turnAt.plus(QueryPauses.SENDING), turnAt));
        return Turns.again(waits, new PayoutEvents(waits).queried("WAITS_FOR_TURN", turnAt));
    }

    /// Entitles whoever stores this to send it, if the payment's queue lets it.
    Decision<Payout, PayoutEvent, PayoutRefusal> takeTurn(Payout p, Instant at) {
        if (!(p.state() instanceof Initiated s) || s.turnAt() == null || at.isBefore(s.turnAt())) {
            return Turns.done();
        }
        var entitled =
                p.expectedAt(ExpectedArrival.of(p.channel(), at, calendar))
                        .in(new Initiated(at.plus(QueryPauses.SENDING)));
        return Turns.again(entitled, new PayoutEvents(entitled).retried(RetryReason.TURN_CAME));
    }

    Decision<Payout, PayoutEvent, PayoutRefusal> resume(Payout p, Instant at) {
        return switch (p.state()) {
            case AwaitingRetry s ->
                    at.isBefore(s.retryAt())
                            ? Turns.done()
                            : sendAgain(p, RetryReason.RETRY_DUE, at);
            case Initiated _,
                    Pending _,
                    Unknown _,
                    Succeeded _,
                    Failed _,
                    Abnormal _,
                    Rechecking _,
                    Reversed _ ->
                    Turns.done();
        };
    }

    Decision<Payout, PayoutEvent, PayoutRefusal> retryNow(Payout p, Instant at) {
        return switch (p.state()) {
            case AwaitingRetry _, Failed _ ->
                    p.earlierUnderWay()
                            ? Decision.refused(PayoutRefusal.NOTHING_TO_RETRY)
                            : sendAgain(p.onRung(0), RetryReason.OPERATOR, at);
            case Unknown s -> {
                var soonest = p.attempt().lastHeardAt().plus(QueryPauses.afterSending(p.channel()));
                var askAt = soonest.isAfter(at) ? soonest : at;
                var asked = p.in(new Unknown(s.why(), askAt)).onRung(0);
                yield Turns.next(asked, new PayoutEvents(asked).retried(RetryReason.OPERATOR));
            }
            case Initiated _, Pending _, Succeeded _, Abnormal _, Rechecking _, Reversed _ ->
                    Decision.refused(PayoutRefusal.NOTHING_TO_RETRY);
        };
    }

    /// What was taken back is known to be gone; what was stuck is asked about once more, because closed, then paid late, does happen.
    Decision<Payout, PayoutEvent, PayoutRefusal> reissue(Payout p, Destination to, Instant at) {
        return switch (p.state()) {
            case Abnormal s -> {
                var asked = p.in(new Rechecking(s.code(), to, at)).onRung(0);
                yield Turns.next(asked, new PayoutEvents(asked).queried("ACCOUNT_VERIFIED", at));
            }
            case Reversed s -> payTo(p, new Rechecking(s.code(), to, at), at);
            case Initiated _,
                    Pending _,
                    Unknown _,
                    AwaitingRetry _,
                    Failed _,
                    Succeeded _,
                    Rechecking _ ->
                    Turns.done();
        };
    }

    /// Entitles whoever stores this to send a new number to another account, unless an earlier one may be paid any moment.
    Decision<Payout, PayoutEvent, PayoutRefusal> payTo(Payout p, Rechecking s, Instant at) {
        if (p.earlierUnderWay()) {
            return stillRechecking(p, s, AsideMachine.EARLIER_UNDER_WAY, at);
        }
        var again = reissued(p, s.to(), at);
        return Turns.next(again, new PayoutEvents(again).initiated());
    }

    /// A new attempt, under a new number, to another account. The one before is watched from now on.
    private Payout reissued(Payout p, Destination to, Instant at) {
        var last = p.attempt();
        var standing = last.takenBack() ? Standing.TAKEN_BACK : Standing.STUCK;
        var left =
                p.isInProgress(last)
                        ? p.with(last.aside(Aside.left(p.channel(), standing, at)))
                        : p;
        return left.continuedBy(Attempt.next(p.id(), p.attempts().size() + 1, to, at), to)
                .expectedAt(ExpectedArrival.of(to.channel(), at, calendar))
                .in(new Initiated(at.plus(QueryPauses.SENDING)))
                .onRung(0);
    }

    /// Entitles whoever stores this to send the same number again, unless an earlier one may be paid any moment.
    Decision<Payout, PayoutEvent, PayoutRefusal> sendAgain(Payout p, RetryReason why, Instant at) {
        if (p.earlierUnderWay()) {
            var retryAt = at.plus(QueryPauses.BEHIND_EARLIER);
            var waits = p.in(new AwaitingRetry(AsideMachine.EARLIER_UNDER_WAY, retryAt));
            return Turns.again(
                    waits,
                    new PayoutEvents(waits).queried(AsideMachine.EARLIER_UNDER_WAY, retryAt));
        }
        var again =
                p.with(p.attempt().sentAgain())
                        .expectedAt(ExpectedArrival.of(p.channel(), at, calendar))
                        .in(new Initiated(at.plus(QueryPauses.SENDING)));
        var retried = new PayoutEvents(again).retried(why);
        return why == RetryReason.OPERATOR
                ? Turns.next(again, retried)
                : Turns.again(again, retried);
    }

    Decision<Payout, PayoutEvent, PayoutRefusal> stillRechecking(
            Payout p, Rechecking s, String word, Instant at) {
        var askAt = at.plus(QueryPauses.beforeAsking(p.channel(), p.rung()));
        var asked = p.in(new Rechecking(s.code(), s.to(), askAt)).onRung(p.rung() + 1);
        return Turns.again(asked, new PayoutEvents(asked).queried(word, askAt));
    }
}
