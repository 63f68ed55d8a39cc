package cn.juhui.payout.domain;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Answer.Declined;
import cn.juhui.payout.domain.Answer.NeverSeen;
import cn.juhui.payout.domain.Answer.Settled;
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
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a channel says of a number that the payout does not rest on any more.
///
/// When such a number is paid after all, the customer has the money: the payout is settled by it, and the number in its place is stopped. Nobody may
/// send that one from then on; whether somebody just did, the channel is asked once nobody can any more. What turns out to be paid or under way beside
/// the number that settles is a loss, told at once, and undone when the channel takes either back.
final class AsideMachine {

    /// What a number is told to wait for while an earlier one may still pay.
    static final String EARLIER_UNDER_WAY = "EARLIER_NUMBER_UNDER_WAY";

    private AsideMachine() {}

    static Decision<Payout, PayoutEvent, PayoutRefusal> heard(
            Payout p, Attempt a, int turn, Answer answer, Instant at) {
        var aside = p.asideOf(a);
        var now = a.heard(answer.word(), at);
        var asked = turn == p.turn();
        return switch (answer) {
            case Settled s ->
                    aside.standing() == Standing.PAID
                            ? done()
                            : aside.standing() == Standing.TAKEN_BACK
                                    ? unchanged(p, now, aside, asked, answer, at)
                                    : paid(p, now.acceptedAs(s.channelRefundId()), aside, s, at);
            case Answer.TakenBack t ->
                    aside.standing() == Standing.TAKEN_BACK
                            ? unchanged(p, now, aside, asked, answer, at)
                            : takenBack(p, now, aside, t.code(), at);
            case Answer.Abnormal _ -> notPaid(p, now, aside, Standing.STUCK, asked, answer, at);
            case Answer.Accepted ok ->
                    aside.standing() == Standing.OPEN
                                    || (aside.standing() == Standing.STUCK && asked)
                                    || (aside.standing() == Standing.NOT_SENT && asked)
                            ? changed(
                                    p,
                                    now.acceptedAs(ok.channelRefundId()),
                                    aside.standing(Standing.UNDER_WAY),
                                    answer,
                                    at)
                            : unchanged(p, now, aside, asked, answer, at);
            case Declined _, NeverSeen _ ->
                    asked && isDue(aside, at) && aside.standing() == Standing.OPEN
                            ? changed(p, now, aside.standing(Standing.NOT_SENT), answer, at)
                            : unchanged(p, now, aside, asked, answer, at);
            case Answer.Unknown _ -> unchanged(p, now, aside, asked, answer, at);
        };
    }

    private static boolean isDue(Aside aside, Instant at) {
        return aside.askAt() != null && !at.isBefore(aside.askAt());
    }

    /// A fact, unless the channel had said better before.
    private static Decision<Payout, PayoutEvent, PayoutRefusal> notPaid(
            Payout p,
            Attempt now,
            Aside aside,
            Standing standing,
            boolean asked,
            Answer answer,
            Instant at) {
        return aside.standing().isOpen()
                ? changed(p, now, aside.standing(standing), answer, at)
                : unchanged(p, now, aside, asked, answer, at);
    }

    /// Only an answer to a question that was due is worth a note, and moves the next one.
    private static Decision<Payout, PayoutEvent, PayoutRefusal> unchanged(
            Payout p, Attempt now, Aside aside, boolean asked, Answer answer, Instant at) {
        return asked && aside.standing() != Standing.PAID && isDue(aside, at)
                ? changed(p, now, aside, answer, at)
                : done();
    }

    private static Decision<Payout, PayoutEvent, PayoutRefusal> changed(
            Payout p, Attempt now, Aside aside, Answer answer, Instant at) {
        var next = aside.askedAgain(at);
        var after = p.with(now.aside(next));
        var askAt = Objects.requireNonNull(next.askAt());
        var nothingNew = p.asideOf(now).standing() == next.standing();
        return nothingNew && !Turns.tellsAgain(after.nextTurn())
                ? next(p, after)
                : next(p, after, tell(after, now.aside(next)).queried(answer.word(), askAt));
    }

    /// Paid after all, and late.
    private static Decision<Payout, PayoutEvent, PayoutRefusal> paid(
            Payout p, Attempt now, Aside aside, Settled s, Instant at) {
        var paid = p.with(now.aside(aside.paid(s.paidAt())));
        if (p.state() instanceof Succeeded) {
            return next(p, paid);
        }
        var settled =
                stopped(paid, at)
                        .in(new Succeeded(s.channelRefundId(), s.paidAt(), now.payoutNo()))
                        .onRung(0);
        return next(
                p,
                settled,
                tell(settled, now.aside(aside)).completed(s.channelRefundId(), s.paidAt()));
    }

    /// The number in progress is left: nobody may send it any more.
    private static Payout stopped(Payout p, Instant at) {
        var last = p.attempt();
        if (!p.isInProgress(last)) {
            return p;
        }
        var aside =
                switch (p.state()) {
                    case Initiated s ->
                            left(p, Standing.OPEN, at)
                                    .askedAt(QueryPauses.afterSending(p.channel(), s.sendUntil()));
                    case Unknown s -> left(p, Standing.OPEN, at).askedAt(s.askAt());
                    case Pending s -> left(p, Standing.UNDER_WAY, at).askedAt(s.askAt());
                    case AwaitingRetry _, Failed _ -> left(p, Standing.NOT_SENT, at);
                    case Abnormal _, Rechecking _ -> left(p, Standing.STUCK, at);
                    case Reversed _ -> left(p, Standing.TAKEN_BACK, at);
                    case Succeeded _ -> throw new IllegalStateException("Settled: " + p);
                };
        return p.with(last.aside(aside));
    }

    private static Aside left(Payout p, Standing standing, Instant at) {
        return Aside.left(p.channel(), standing, at);
    }

    private static Decision<Payout, PayoutEvent, PayoutRefusal> takenBack(
            Payout p, Attempt now, Aside aside, String code, Instant at) {
        var back = now.aside(aside.standing(Standing.TAKEN_BACK).askedAgain(at));
        var after = p.with(back);
        return p.isSettledBy(now)
                ? unsettled(p, after, back, code, at)
                : changed(
                        p,
                        now,
                        aside.standing(Standing.TAKEN_BACK),
                        new Answer.TakenBack(code),
                        at);
    }

    /// What the payout was settled by was taken back. Where a second number was paid, that one settles it now; where one is under way, it is waited for.
    ///
    /// @param back the number that was taken back
    static Decision<Payout, PayoutEvent, PayoutRefusal> unsettled(
            Payout p, Payout after, Attempt back, String code, Instant at) {
        var other = after.asides(Standing.PAID).stream().findFirst().orElse(null);
        if (other != null) {
            var left = after.attempt();
            var rest =
                    after.isInProgress(left)
                            ? after.with(
                                    left.aside(
                                            Aside.left(after.channel(), Standing.TAKEN_BACK, at)))
                            : after;
            return next(p, rest.in(settledBy(other)).onRung(0));
        }
        var last = after.attempt();
        var aside = last.aside();
        var reversed = tell(after, back).reversed(code);
        if (aside == null || last.payoutNo().equals(back.payoutNo())) {
            return next(p, after.in(new Reversed(code, at)).onRung(0), reversed);
        }
        var again = after.with(last.aside(null));
        return switch (aside.standing()) {
            case UNDER_WAY -> {
                var askAt = at.plus(QueryPauses.beforeAsking(p.channel(), 0));
                var pending = again.in(new Pending(askAt)).onRung(1);
                yield next(p, pending, reversed, new PayoutEvents(pending).submitted());
            }
            case OPEN -> {
                var until = Objects.requireNonNull(aside.askAt());
                yield next(p, again.in(new Initiated(until)).onRung(0), reversed);
            }
            case NOT_SENT -> {
                var waits = again.in(new AwaitingRetry("STOPPED", at)).onRung(0);
                yield next(p, waits, reversed, new PayoutEvents(waits).failed("STOPPED", true));
            }
            case STUCK, PAID, TAKEN_BACK ->
                    next(p, after.in(new Reversed(code, at)).onRung(0), reversed);
        };
    }

    private static Succeeded settledBy(Attempt paid) {
        return new Succeeded(
                Objects.requireNonNull(paid.channelRefundId()),
                Objects.requireNonNull(paid.paidAt()),
                paid.payoutNo());
    }

    private static PayoutEvents tell(Payout p, Attempt a) {
        return new PayoutEvents(p, a, p.channelOf(a));
    }

    /// The next state, with what it means for the loss: first what is none any more, then what happened, then what is one now.
    static Decision<Payout, PayoutEvent, PayoutRefusal> next(
            Payout before, Payout after, PayoutEvent... events) {
        var old = before.paidTooOften();
        var now = after.paidTooOften();
        var all = new ArrayList<PayoutEvent>();
        for (var each : old) {
            if (now.stream().noneMatch(n -> n.payoutNo().equals(each.payoutNo()))) {
                all.add(new PayoutEvents(after).paidTwiceUndone(each.payoutNo()));
            }
        }
        all.addAll(List.of(events));
        for (var each : now) {
            if (old.stream().noneMatch(o -> isSame(o, each))) {
                all.add(new PayoutEvents(after).paidTwice(each));
            }
        }
        return new Decision.Accepted<>(after.nextTurn(), all);
    }

    private static boolean isSame(Attempt one, Attempt other) {
        return one.payoutNo().equals(other.payoutNo())
                && Objects.equals(one.paidAt(), other.paidAt());
    }

    private static Decision<Payout, PayoutEvent, PayoutRefusal> done() {
        return Decision.alreadyDone();
    }
}
