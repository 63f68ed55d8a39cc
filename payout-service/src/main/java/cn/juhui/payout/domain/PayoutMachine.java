package cn.juhui.payout.domain;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.RetryReason;
import cn.juhui.payout.domain.Answer.Declined;
import cn.juhui.payout.domain.Answer.NeverSeen;
import cn.juhui.payout.domain.Answer.Settled;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutCommand.NoteReversal;
import cn.juhui.payout.domain.PayoutCommand.Reissue;
import cn.juhui.payout.domain.PayoutCommand.ResumeRetry;
import cn.juhui.payout.domain.PayoutCommand.RetryNow;
import cn.juhui.payout.domain.PayoutCommand.TakeTurn;
import cn.juhui.payout.domain.PayoutCommand.WaitForTurn;
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
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole machine of a payout: what each state answers to each command. No `default`: the compiler finds the
/// forgotten row.
///
/// @param calendar for what the customer can expect
record PayoutMachine(WorkingCalendar calendar) {

    Decision<Payout, PayoutEvent, PayoutRefusal> decide(Payout p, PayoutCommand command) {
        return switch (command) {
            case NoteAnswer(var no, var turn, var answer, var at) -> heard(p, no, turn, answer, at);
            case WaitForTurn(var no, var turn, var turnAt) ->
                    no.equals(p.attempt().payoutNo()) && turn == p.turn()
                            ? waits(p, turnAt)
                            : done();
            case TakeTurn(var at) -> takeTurn(p, at);
            case ResumeRetry(var at) -> resume(p, at);
            case RetryNow(var at) -> retryNow(p, at);
            case Reissue(var to, var at) -> reissue(p, to, at);
            case NoteReversal(var no, var code, var at) ->
                    heard(p, no, p.turn(), new Answer.TakenBack(code), at);
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> heard(
            Payout p, String no, int turn, Answer answer, Instant at) {
        var about = p.attempt(no).orElse(null);
        if (about == null) {
            return done();
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
            case Declined d -> turn == p.turn() ? declined(heard, d, at) : done();
            case NeverSeen _ -> turn == p.turn() ? neverSeen(heard, at) : done();
            case Answer.Unknown u -> turn == p.turn() ? unknown(heard, u.why(), at) : done();
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
            case Succeeded _, Reversed _ -> done();
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> accepted(
            Payout p, @Nullable String channelRefundId, int turn, Instant at) {
        return switch (p.state()) {
            case Initiated _, Unknown _, AwaitingRetry _, Failed _ -> {
                var pending =
                        p.with(p.attempt().acceptedAs(channelRefundId))
                                .expectedAt(ExpectedArrival.of(p.channel(), at, calendar))
                                .in(new Pending(at.plus(QueryPauses.beforeAsking(p.channel(), 0))))
                                .onRung(1);
                yield next(pending, new PayoutEvents(pending).submitted());
            }
            case Pending _ -> turn == p.turn() ? stillPending(p, "PROCESSING", at) : done();
            case Rechecking s ->
                    turn == p.turn() ? stillRechecking(p, s, "PROCESSING", at) : done();
            case Succeeded _, Abnormal _, Reversed _ -> done();
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> abnormal(
            Payout p, String code, int turn, Instant at) {
        return switch (p.state()) {
            case Initiated _, Pending _, Unknown _, AwaitingRetry _, Failed _ -> {
                var stuck = p.in(new Abnormal(code)).onRung(0);
                yield next(stuck, new PayoutEvents(stuck).abnormal(code));
            }
            case Rechecking s -> turn == p.turn() ? payTo(p, s, at) : done();
            case Succeeded _, Abnormal _, Reversed _ -> done();
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
                        ? again(failed, told)
                        : next(failed, told);
            }
            case Rechecking s -> stillRechecking(p, s, declined.code(), at);
            case AwaitingRetry _, Failed _, Succeeded _, Abnormal _, Reversed _ -> done();
        };
    }

    /// The channel never saw the number: who asked may send it (again), unless somebody else is entitled to.
    private Decision<Payout, PayoutEvent, PayoutRefusal> neverSeen(Payout p, Instant at) {
        return switch (p.state()) {
            case Initiated s ->
                    at.isBefore(s.sendUntil()) ? done() : sendAgain(p, RetryReason.NEVER_SEEN, at);
            case Unknown _ -> sendAgain(p, RetryReason.NEVER_SEEN, at);
            // It was accepted, so the channel does know it; who forgets is asked again, not paid
            // again.
            case Pending _ -> stillPending(p, "NEVER_SEEN", at);
            // It was called stuck, so the channel does know it: only that word, said again, lets
            // another number go.
            case Rechecking s -> stillRechecking(p, s, "NEVER_SEEN", at);
            case AwaitingRetry _, Failed _, Succeeded _, Abnormal _, Reversed _ -> done();
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
                        ? again(lost, new PayoutEvents(lost).unknown(why))
                        : next(lost, new PayoutEvents(lost).unknown(why));
            }
            case Unknown _ -> {
                var lost = p.in(new Unknown(why, askAt)).onRung(rung);
                yield again(lost, new PayoutEvents(lost).queried(why.name(), askAt));
            }
            case Pending _ -> {
                var pending = p.in(new Pending(askAt)).onRung(rung);
                yield again(pending, new PayoutEvents(pending).queried(why.name(), askAt));
            }
            case Rechecking s -> {
                var asked = p.in(new Rechecking(s.code(), s.to(), askAt)).onRung(rung);
                yield again(asked, new PayoutEvents(asked).queried(why.name(), askAt));
            }
            case AwaitingRetry _, Failed _, Succeeded _, Abnormal _, Reversed _ -> done();
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> stillPending(
            Payout p, String word, Instant at) {
        var askAt = at.plus(QueryPauses.beforeAsking(p.channel(), p.rung()));
        var pending = p.in(new Pending(askAt)).onRung(p.rung() + 1);
        return again(pending, new PayoutEvents(pending).queried(word, askAt));
    }

    /// Gives the entitlement to send back: the channel has not heard of it.
    private Decision<Payout, PayoutEvent, PayoutRefusal> waits(Payout p, Instant turnAt) {
        if (!(p.state() instanceof Initiated s) || s.turnAt() != null) {
            return done();
        }
        var waits =
                p.expectedAt(ExpectedArrival.of(p.channel(), turnAt, calendar))
                        .in(new Initiated(turnAt.plus(QueryPauses.SENDING), turnAt));
        return again(waits, new PayoutEvents(waits).queried("WAITS_FOR_TURN", turnAt));
    }

    /// Entitles whoever stores this to send it, if the payment's queue lets it.
    private Decision<Payout, PayoutEvent, PayoutRefusal> takeTurn(Payout p, Instant at) {
        if (!(p.state() instanceof Initiated s) || s.turnAt() == null || at.isBefore(s.turnAt())) {
            return done();
        }
        var entitled =
                p.expectedAt(ExpectedArrival.of(p.channel(), at, calendar))
                        .in(new Initiated(at.plus(QueryPauses.SENDING)));
        return again(entitled, new PayoutEvents(entitled).retried(RetryReason.TURN_CAME));
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> resume(Payout p, Instant at) {
        return switch (p.state()) {
            case AwaitingRetry s ->
                    at.isBefore(s.retryAt()) ? done() : sendAgain(p, RetryReason.RETRY_DUE, at);
            case Initiated _,
                    Pending _,
                    Unknown _,
                    Succeeded _,
                    Failed _,
                    Abnormal _,
                    Rechecking _,
                    Reversed _ ->
                    done();
        };
    }

    /// What was taken back is known to be gone; what was stuck is asked about once more, because closed, then paid late, does happen.
    private Decision<Payout, PayoutEvent, PayoutRefusal> reissue(
            Payout p, Destination to, Instant at) {
        return switch (p.state()) {
            case Abnormal s -> {
                var asked = p.in(new Rechecking(s.code(), to, at)).onRung(0);
                yield next(asked, new PayoutEvents(asked).queried("ACCOUNT_VERIFIED", at));
            }
            case Reversed s -> payTo(p, new Rechecking(s.code(), to, at), at);
            case Initiated _,
                    Pending _,
                    Unknown _,
                    AwaitingRetry _,
                    Failed _,
                    Succeeded _,
                    Rechecking _ ->
                    done();
        };
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> stillRechecking(
            Payout p, Rechecking s, String word, Instant at) {
        var askAt = at.plus(QueryPauses.beforeAsking(p.channel(), p.rung()));
        var asked = p.in(new Rechecking(s.code(), s.to(), askAt)).onRung(p.rung() + 1);
        return again(asked, new PayoutEvents(asked).queried(word, askAt));
    }

    /// Entitles whoever stores this to send a new number to another account, unless an earlier one may be paid any moment.
    private Decision<Payout, PayoutEvent, PayoutRefusal> payTo(Payout p, Rechecking s, Instant at) {
        if (p.earlierUnderWay()) {
            return stillRechecking(p, s, AsideMachine.EARLIER_UNDER_WAY, at);
        }
        var again = p.reissuedTo(s.to(), at, calendar);
        return next(again, new PayoutEvents(again).initiated());
    }

    private Decision<Payout, PayoutEvent, PayoutRefusal> retryNow(Payout p, Instant at) {
        return switch (p.state()) {
            case AwaitingRetry _, Failed _ ->
                    p.earlierUnderWay()
                            ? Decision.refused(PayoutRefusal.NOTHING_TO_RETRY)
                            : sendAgain(p.onRung(0), RetryReason.OPERATOR, at);
            case Unknown s -> {
                var asked = p.in(new Unknown(s.why(), at)).onRung(0);
                yield next(asked, new PayoutEvents(asked).retried(RetryReason.OPERATOR));
            }
            case Initiated _, Pending _, Succeeded _, Abnormal _, Rechecking _, Reversed _ ->
                    Decision.refused(PayoutRefusal.NOTHING_TO_RETRY);
        };
    }

    /// Whatever was known of it: it had been paid, and that is undone. What an account is waiting for is paid at once.
    private Decision<Payout, PayoutEvent, PayoutRefusal> takenBack(
            Payout p, String code, Instant at) {
        return switch (p.state()) {
            case Rechecking s -> payTo(p, s, at);
            case Succeeded _ -> AsideMachine.unsettled(p, p, p.attempt(), code, at);
            case Initiated _, Pending _, Unknown _, AwaitingRetry _, Failed _, Abnormal _ -> {
                var back = p.in(new Reversed(code, at)).onRung(0);
                yield next(back, new PayoutEvents(back).reversed(code));
            }
            case Reversed _ -> done();
        };
    }

    /// Entitles whoever stores this to send the same number again, unless an earlier one may be paid any moment.
    private Decision<Payout, PayoutEvent, PayoutRefusal> sendAgain(
            Payout p, RetryReason why, Instant at) {
        if (p.earlierUnderWay()) {
            var retryAt = at.plus(QueryPauses.BEHIND_EARLIER);
            var waits = p.in(new AwaitingRetry(AsideMachine.EARLIER_UNDER_WAY, retryAt));
            return again(
                    waits,
                    new PayoutEvents(waits).queried(AsideMachine.EARLIER_UNDER_WAY, retryAt));
        }
        var again =
                p.with(p.attempt().sentAgain())
                        .expectedAt(ExpectedArrival.of(p.channel(), at, calendar))
                        .in(new Initiated(at.plus(QueryPauses.SENDING)));
        var retried = new PayoutEvents(again).retried(why);
        return why == RetryReason.OPERATOR ? next(again, retried) : again(again, retried);
    }

    private static Decision<Payout, PayoutEvent, PayoutRefusal> next(
            Payout p, PayoutEvent... events) {
        return new Decision.Accepted<>(p.nextTurn(), List.of(events));
    }

    /// What says nothing new: told so often, then counted.
    private static Decision<Payout, PayoutEvent, PayoutRefusal> again(Payout p, PayoutEvent event) {
        return p.nextTurn().tellsAgain()
                ? next(p, event)
                : new Decision.Accepted<>(p.nextTurn(), List.of());
    }

    private static Decision<Payout, PayoutEvent, PayoutRefusal> done() {
        return Decision.alreadyDone();
    }
}
