package cn.juhui.payout.domain;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
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

/// The one door to a payout: how it begins, and what it answers to each command. No `default`: the compiler finds the
/// forgotten row.
public final class PayoutMachine {

    private PayoutMachine() {}

    /// A new payout whose creator may send it at once.
    public static Payout initiate(
            String refundId,
            String orderId,
            String customerId,
            String merchantId,
            Money amount,
            PaymentChannel channel,
            String channelTransactionId,
            Instant at,
            WorkingCalendar calendar) {
        var id = Payout.idFor(refundId);
        var arrival = ExpectedArrival.of(channel, at, calendar);
        return new Payout(
                id,
                refundId,
                orderId,
                customerId,
                merchantId,
                amount,
                channel,
                channelTransactionId,
                arrival.at(),
                List.of(Attempt.first(id, at)),
                new Initiated(at.plus(QueryPauses.SENDING)),
                0,
                1,
                arrival.basis(),
                null,
                null);
    }

    /// What a payout tells first.
    public static PayoutEvent initiated(Payout p) {
        return new PayoutEvents(p).initiated();
    }

    /// Decides a command. No side effects.
    ///
    /// @param calendar for what the customer can expect
    public static Decision<Payout, PayoutEvent, PayoutRefusal> decide(
            Payout p, PayoutCommand command, WorkingCalendar calendar) {
        var sending = new SendMachine(calendar);
        var answers = new AnswerMachine(sending);
        return switch (command) {
            case NoteAnswer(var no, var turn, var answer, var at) ->
                    answers.heard(p, no, turn, answer, at);
            case NoteReversal(var no, var code, var at) ->
                    answers.heard(p, no, p.turn(), new Answer.TakenBack(code), at);
            case WaitForTurn(var no, var turn, var turnAt) -> sending.waits(p, no, turn, turnAt);
            case TakeTurn(var at) -> sending.takeTurn(p, at);
            case ResumeRetry(var at) -> sending.resume(p, at);
            case RetryNow(var at) -> sending.retryNow(p, at);
            case Reissue(var to, var at) -> sending.reissue(p, to, at);
        };
    }

    /// Whether an operator may have a payout tried again now.
    public static boolean canRetry(Payout p) {
        return switch (p.state()) {
            case Unknown _ -> true;
            case AwaitingRetry _, Failed _ -> !p.earlierUnderWay();
            case Initiated _, Pending _, Succeeded _, Abnormal _, Rechecking _, Reversed _ -> false;
        };
    }
}
