package cn.juhui.payout.application;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutCommand.ResumeRetry;
import cn.juhui.payout.domain.PayoutCommand.TakeTurn;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.PayoutRefusal;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.payout.domain.PayoutState.Initiated;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import java.time.Clock;

/// Goes after a payout whose outcome is open: asks the channel by number, and sends the same number again only when the
/// channel never saw it or a pause after a refusal is over.
public record PursuePayout(
        Journal<Payout, PayoutEvent> payouts,
        Channel channel,
        ChannelExecutor lines,
        SendPayout send,
        Clock clock,
        WorkingCalendar calendar) {

    /// A deadline of this payout has passed: of the number in progress, or of earlier ones that are still watched.
    public void handle(String payoutId) {
        payouts.find(payoutId).map(stored -> stored.aggregate()).ifPresent(this::askAll);
    }

    private void askAll(Payout payout) {
        var now = clock.instant();
        var at = payout.state().dueAt(payout.channel());
        if (at != null && !at.isAfter(now)) {
            lines.run(payout.channel(), () -> pursueIfDue(payout.id()));
        }
        payout.asidesDue(now)
                .forEach((number, to) -> lines.run(to, () -> watch(payout, number, to)));
    }

    /// Asks about an earlier number. Whatever is learned, it entitles nobody to send.
    private void watch(Payout payout, String number, PaymentChannel to) {
        var answer = channel.query(Channel.Question.about(payout, number, to));
        if (wasAsked(answer)) {
            var note = new NoteAnswer(number, payout.turn(), answer, clock.instant());
            payouts.handle(
                    payout.id(),
                    Cause.clock(SendPayout.SERVICE),
                    now -> PayoutMachine.decide(now.aggregate(), note, calendar));
        }
    }

    /// While it waited for a line somebody else may have asked, and sent it again: the channel wants to be left alone then.
    private void pursueIfDue(String payoutId) {
        payouts.find(payoutId)
                .map(stored -> stored.aggregate())
                .filter(payout -> {
                    var at = payout.state().dueAt(payout.channel());
                    return at != null && !at.isAfter(clock.instant());
                })
                .ifPresent(this::pursue);
    }

    private void pursue(Payout payout) {
        switch (payout.state()) {
            case Initiated(_, var turnAt) when turnAt != null ->
                    decide(payout.id(), new TakeTurn(clock.instant()));
            case Initiated _,
                    PayoutState.Pending _,
                    PayoutState.Unknown _,
                    PayoutState.Rechecking _ -> {
                var number = payout.attempt().payoutNo();
                var answer =
                        channel.query(Channel.Question.about(payout, number, payout.channel()));
                if (wasAsked(answer)) {
                    decide(
                            payout.id(),
                            new NoteAnswer(number, payout.turn(), answer, clock.instant()));
                }
            }
            case PayoutState.AwaitingRetry _ ->
                    decide(payout.id(), new ResumeRetry(clock.instant()));
            case PayoutState.Succeeded _,
                    PayoutState.Failed _,
                    PayoutState.Abnormal _,
                    PayoutState.Reversed _ -> {}
        }
    }

    /// A question that was not put, because the channel is being spared, teaches nothing: nothing is stored, and the deadline, still passed, comes
    /// up again when its claim has run out.
    private static boolean wasAsked(Answer answer) {
        return !(answer instanceof Answer.Unknown(var why)) || why.called();
    }

    private void decide(String payoutId, PayoutCommand command) {
        Handled<Payout, PayoutRefusal> handled =
                payouts.handle(
                        payoutId,
                        Cause.clock(SendPayout.SERVICE),
                        now -> PayoutMachine.decide(now.aggregate(), command, calendar));
        // Stored by this call, so it is this call that may send.
        if (handled instanceof Handled.Changed<Payout, PayoutRefusal>(var now)) {
            send.sendNow(now.aggregate(), null);
        }
    }
}
