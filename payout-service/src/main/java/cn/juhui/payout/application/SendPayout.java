package cn.juhui.payout.application;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.application.account.Accounts;
import cn.juhui.payout.application.lever.ChannelLevers;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutCommand.WaitForTurn;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.PayoutState.Initiated;
import cn.juhui.payout.domain.QueryPauses;
import cn.juhui.payout.domain.account.Account;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.trace.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends a payout to its channel and notes the answer. Only for who is entitled: who has just stored the `Initiated` state.
///
/// While other refunds of its payment are ahead at the channel ([PaymentQueues]), or an operator has paused the channel ([ChannelLevers]), it is
/// not sent: it waits for its turn, and [PursuePayout] comes back to it.
///
/// Whatever gets lost here (the process, the answer, the note) is found again by [PursuePayout] when `sendUntil` is over.
public record SendPayout(
        Journal<Payout, PayoutEvent> payouts,
        Channel channel,
        ChannelExecutor lines,
        Accounts accounts,
        PaymentQueues queues,
        ChannelLevers levers,
        Clock clock,
        WorkingCalendar calendar) {

    public static final String SERVICE = "payout-service";

    /// Sends it in the background.
    ///
    /// @param payout as stored by who calls
    /// @param traceparent of the story that it belongs to
    public void handle(Payout payout, @Nullable String traceparent) {
        var story = TraceContext.orFresh(traceparent);
        // No free line: the deadline takes care of it.
        var unused =
                lines.run(
                        payout.channel(),
                        () -> TraceContext.in(story, () -> sendNow(payout, traceparent)));
    }

    private @Nullable Account account(Payout payout) {
        var to = payout.attempt().to();
        return to == null
                ? null
                : accounts.find(to.accountRef(), payout.id())
                        .orElseThrow(() -> new IllegalStateException(to + " is gone"));
    }

    /// Sends it in this thread.
    void sendNow(Payout payout, @Nullable String traceparent) {
        if (!(payout.state() instanceof Initiated(var sendUntil, var turnAt))
                || turnAt != null
                || clock.instant().plus(QueryPauses.LONGEST_CALL).isAfter(sendUntil)) {
            return; // Waited too long for a line: somebody else may be entitled before the call
            // ends.
        }
        if (!isStillWanted(payout)) {
            return;
        }
        var number = payout.attempt().payoutNo();
        var to = account(payout);
        var cause = new Cause(Actor.system(SERVICE), "channel:" + number, traceparent, null, null);
        var comeBackAt = turn(payout, number);
        if (comeBackAt.isPresent()) {
            var wait = new WaitForTurn(number, payout.turn(), comeBackAt.get());
            payouts.handle(
                    payout.id(),
                    cause,
                    now -> PayoutMachine.decide(now.aggregate(), wait, calendar));
            return;
        }
        var answer =
                channel.submit(
                        new Channel.Submission(
                                payout.channel(),
                                number,
                                payout.channelTransactionId(),
                                payout.paymentAt(),
                                payout.paymentTotal(),
                                payout.amount(),
                                to));
        var note = new NoteAnswer(number, payout.turn(), answer, clock.instant());
        payouts.handle(
                payout.id(), cause, now -> PayoutMachine.decide(now.aggregate(), note, calendar));
    }

    /// When to come back; empty for now.
    private Optional<Instant> turn(Payout payout, String number) {
        var now = clock.instant();
        return levers.isPaused(payout.channel())
                ? Optional.of(now.plus(QueryPauses.WHILE_PAUSED))
                : queues.ask(payout.channel(), payout.channelTransactionId(), number, now);
    }

    /// An earlier number may have been paid since. This look stops most of what need not be sent any more; what slips through is asked about.
    private boolean isStillWanted(Payout payout) {
        return payout.attempts().size() == 1
                || payouts.find(payout.id())
                        .filter(now -> now.aggregate().turn() == payout.turn())
                        .isPresent();
    }
}
