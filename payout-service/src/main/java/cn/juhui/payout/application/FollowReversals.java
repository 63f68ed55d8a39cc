package cn.juhui.payout.application;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Attempt;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand.NoteReversal;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.PayoutRefusal;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads on in each channel's list of what it took back after it had paid. One question per channel and turn, however many payouts there are.
///
/// A position is left behind only when its entry is noted, so whatever dies in the middle reads it again; a payout notes it once.
public record FollowReversals(
        Journal<Payout, PayoutEvent> payouts,
        Channel channel,
        Reversals reversals,
        Clock clock,
        WorkingCalendar calendar) {

    private static final Logger LOG = LoggerFactory.getLogger(FollowReversals.class);

    /// One look at every channel's list.
    public void follow() {
        for (var each : PaymentChannel.values()) {
            reversals.turn(each).ifPresent(after -> readOn(each, after));
        }
    }

    private void readOn(PaymentChannel from, long after) {
        var position = after;
        var page = channel.takenBack(from, position).orElse(List.of());
        while (!page.isEmpty()) {
            page.forEach(this::note);
            position = page.getLast().position();
            reversals.read(from, position);
            page =
                    page.size() < Channel.PAGE
                            ? List.of()
                            : channel.takenBack(from, position).orElse(List.of());
        }
    }

    private void note(Channel.TakenBack entry) {
        var number = entry.payoutNo();
        var cause =
                new Cause(Actor.system(SendPayout.SERVICE), "channel:" + number, null, null, null);
        var command = new NoteReversal(number, entry.code(), clock.instant());
        Handled<Payout, PayoutRefusal> handled =
                payouts.handle(
                        Attempt.payoutOf(number),
                        cause,
                        now -> PayoutMachine.decide(now.aggregate(), command, calendar));
        if (handled instanceof Handled.NotFound<Payout, PayoutRefusal>) {
            LOG.warn("A channel took back {}, which is no payout of this house", number);
        }
    }
}
