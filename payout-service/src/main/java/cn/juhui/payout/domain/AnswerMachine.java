package cn.juhui.payout.domain;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.RetryReason;
import cn.juhui.payout.domain.Answer.Declined;
import cn.juhui.payout.domain.Answer.NeverSeen;
import cn.juhui.payout.domain.Answer.Settled;
import cn.juhui.payout.domain.PayoutState.Abnormal;
import cn.juhui.payout.domain.PayoutState.AwaitingRetry;
import cn.juhui.payout.domain.PayoutState.Failed;
import cn.juhui.payout.domain.PayoutState.Initiated;
import cn.juhui.payout.domain.PayoutState.Pending;
import cn.juhui.payout.domain.PayoutState.Rechecking;
import cn.juhui.payout.domain.PayoutState.Reversed;
import cn.juhui.payout.domain.PayoutState.Succeeded;
import cn.juhui.payout.domain.PayoutState.Unknown;
import cn.juhui.payout.domain.calendar.ExpectedArrival;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a channel says of the number in progress, and what each state makes of it. No `default`: the compiler finds the
/// forgotten row.
record AnswerMachine(SendMachine sending) {

    Decision<Payout, PayoutEvent, PayoutRefusal> heard(
            Payout p, String no, int turn, Answer answer, Instant at) {
        var about = p.attempt(no).orElse(null);
        if (about == null) {
            return Turns.done();
        }
        if (!p.isInProgress(about)) {
            return AsideMachine.heard(p, about, turn, answer, at);
        }
        var heard = p.with(about.heard(answer.word(), at));
        return switch (answer) {
            case Settled s -> settled(heard, s);
            case Answer.Accepted a -> accepted(heard, a.channelRefundId(), turn, at);
            case Answer.Abnormal a -> abnormal(heard, a.code(), turn, at);
            case Answer.TakenBack t -> takenBack(heard, t.code(), at);
            case Declined d -> turn == p.turn() ? declined(heard, d, at) : Turns.done();
            case NeverSeen _ -> turn == p.turn() ? neverSeen(heard, at) : Turns.done();
            case Answer.Unknown u -> turn == p.turn() ? unknown(heard, u.why(), at) : Turns.done();
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> settled(Payout p, Settled settled) {
        return switch (p.state()) {
            // Abnormal and failed too: closed, then paid late, does happen.
            case Initiated _,
                    Pending _,
                    Unknown _,
                    AwaitingRetry _,
                    Failed _,
                    Abnormal _,
                    Rechecking _ -> {
                var paid =
                        p.with(p.attempt().acceptedAs(settled.channelRefundId()))
                                .in(
                                        new Succeeded(
                                                settled.channelRefundId(), settled.paidAt(), null))
                                .onRung(0);
                var tell = new PayoutEvents(paid);
                var completed = tell.completed(settled.channelRefundId(), settled.paidAt());
                yield p.attempt().accepted()
                        ? AsideMachine.next(p, paid, completed)
                        : AsideMachine.next(p, paid, tell.submitted(), completed);
            }
            case Succeeded _, Reversed _ -> Turns.done();
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> accepted(
            Payout p, @Nullable String channelRefundId, int turn, Instant at) {
        return switch (p.state()) {
            case Initiated _, Unknown _, AwaitingRetry _, Failed _ -> {
                var pending =
                        p.with(p.attempt().acceptedAs(channelRefundId))
                                .expectedAt(ExpectedArrival.of(p.channel(), at, sending.calendar()))
                                .in(new Pending(at.plus(QueryPauses.beforeAsking(p.channel(), 0))))
                                .onRung(1);
                yield Turns.next(pending, new PayoutEvents(pending).submitted());
            }
            case Pending _ -> turn == p.turn() ? stillPending(p, "PROCESSING", at) : Turns.done();
            case Rechecking s ->
                    turn == p.turn()
                            ? sending.stillRechecking(p, s, "PROCESSING", at)
                            : Turns.done();
            case Succeeded _, Abnormal _, Reversed _ -> Turns.done();
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> abnormal(
            Payout p, String code, int turn, Instant at) {
        return switch (p.state()) {
            case Initiated _, Pending _, Unknown _, AwaitingRetry _, Failed _ -> {
                var stuck = p.in(new Abnormal(code)).onRung(0);
                yield Turns.next(stuck, new PayoutEvents(stuck).abnormal(code));
            }
            case Rechecking s -> turn == p.turn() ? sending.payTo(p, s, at) : Turns.done();
            case Succeeded _, Abnormal _, Reversed _ -> Turns.done();
        };
    }

    /// Whatever was known of it: it had been paid, and that is undone. What an account is waiting for is paid at once.
    private Decision<Payout, PayoutEvent, PayoutRefusal> takenBack(
            Payout p, String code, Instant at) {
        return switch (p.state()) {
            case Rechecking s -> sending.payTo(p, s, at);
            case Succeeded _ -> AsideMachine.unsettled(p, p, p.attempt(), code, at);
            case Initiated _, Pending _, Unknown _, AwaitingRetry _, Failed _, Abnormal _ -> {
                var back = p.in(new Reversed(code, at)).onRung(0);
                yield Turns.next(back, new PayoutEvents(back).reversed(code));
            }
            case Reversed _ -> Turns.done();
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> declined(
            Payout p, Declined declined, Instant at) {
        return switch (p.state()) {
            case Initiated _, Pending _, Unknown _ -> {
                var retryAt = at.plus(QueryPauses.beforeRetrying(p.attempt().refusals()));
                var failed =
                        p.with(p.attempt().refused())
                                .in(
                                        declined.retryable()
                                                ? new AwaitingRetry(declined.code(), retryAt)
                                                : new Failed(declined.code()))
                                .onRung(0);
                var told = new PayoutEvents(failed).failed(declined.code(), declined.retryable());
                yield declined.retryable() && p.attempt().wasSaid(declined.code())
                        ? Turns.again(failed, told)
                        : Turns.next(failed, told);
            }
            case Rechecking s -> sending.stillRechecking(p, s, declined.code(), at);
            case AwaitingRetry _, Failed _, Succeeded _, Abnormal _, Reversed _ -> Turns.done();
        };
    }

    /// The channel never saw the number: who asked may send it (again), unless somebody else is entitled to.
    private Decision<Payout, PayoutEvent, PayoutRefusal> neverSeen(Payout p, Instant at) {
        return switch (p.state()) {
            case Initiated s ->
                    at.isBefore(s.sendUntil())
                            ? Turns.done()
                            : sending.sendAgain(p, RetryReason.NEVER_SEEN, at);
            case Unknown _ -> sending.sendAgain(p, RetryReason.NEVER_SEEN, at);
            // It was accepted, so the channel does know it; who forgets is asked again, not paid
            // again.
            case Pending _ -> stillPending(p, "NEVER_SEEN", at);
            // It was called stuck, so the channel does know it: only that word, said again, lets
            // another number go.
            case Rechecking s -> sending.stillRechecking(p, s, "NEVER_SEEN", at);
            case AwaitingRetry _, Failed _, Succeeded _, Abnormal _, Reversed _ -> Turns.done();
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> unknown(
            Payout p, Answer.Why why, Instant at) {
        var askAt = at.plus(QueryPauses.afterSilence(p.channel(), p.rung()));
        var rung = QueryPauses.rungAfterSilence(p.rung());
        return switch (p.state()) {
            case Initiated _ -> {
                var lost = p.in(new Unknown(why, askAt)).onRung(rung);
                yield p.attempt().wasUnknown()
                        ? Turns.again(lost, new PayoutEvents(lost).unknown(why))
                        : Turns.next(lost, new PayoutEvents(lost).unknown(why));
            }
            case Unknown _ -> {
                var lost = p.in(new Unknown(why, askAt)).onRung(rung);
                yield Turns.again(lost, new PayoutEvents(lost).queried(why.name(), askAt));
            }
            case Pending _ -> {
                var pending = p.in(new Pending(askAt)).onRung(rung);
                yield Turns.again(pending, new PayoutEvents(pending).queried(why.name(), askAt));
            }
            case Rechecking s -> {
                var asked = p.in(new Rechecking(s.code(), s.to(), askAt)).onRung(rung);
                yield Turns.again(asked, new PayoutEvents(asked).queried(why.name(), askAt));
            }
            case AwaitingRetry _, Failed _, Succeeded _, Abnormal _, Reversed _ -> Turns.done();
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> stillPending(
            Payout p, String word, Instant at) {
        var askAt = at.plus(QueryPauses.beforeAsking(p.channel(), p.rung()));
        var pending = p.in(new Pending(askAt)).onRung(p.rung() + 1);
        return Turns.again(pending, new PayoutEvents(pending).queried(word, askAt));
    }
}
