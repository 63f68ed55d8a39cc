package cn.juhui.refund.application;

import cn.juhui.contracts.payout.PayoutAbnormal;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutFailed;
import cn.juhui.contracts.payout.PayoutInitiated;
import cn.juhui.contracts.payout.PayoutPaidTwice;
import cn.juhui.contracts.payout.PayoutPaidTwiceUndone;
import cn.juhui.contracts.payout.PayoutQueried;
import cn.juhui.contracts.payout.PayoutRetried;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.contracts.payout.PayoutUnknown;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.messaging.ReceivedEvent;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.state.Payout;
import org.jspecify.annotations.Nullable;

/// What payout-service tells about the money is noted on the case; success completes it.
public record RecordPayoutEvent(RefundCommands commands) {

    public void record(ReceivedEvent<? extends PayoutEvent> heard) {
        var command = command(heard.event());
        if (command != null) {
            commands.record(heard.event().refundId().value(), command, cause(heard));
        }
    }

    private static Cause cause(ReceivedEvent<? extends PayoutEvent> heard) {
        return switch (heard.event()) {
            case PayoutSubmitted _, PayoutUnknown _, PayoutFailed _, PayoutAbnormal _ ->
                    heard.causeOfStanding(RefundCommands.SERVICE);
            case PayoutInitiated _,
                    PayoutQueried _,
                    PayoutRetried _,
                    PayoutCompleted _,
                    PayoutReversed _,
                    PayoutPaidTwice _,
                    PayoutPaidTwiceUndone _ ->
                    heard.cause(RefundCommands.SERVICE);
        };
    }

    /// Null for what changes nothing for the case.
    private static @Nullable Command command(PayoutEvent event) {
        return switch (event) {
            case PayoutInitiated _, PayoutQueried _, PayoutRetried _ -> null;
            case PayoutSubmitted e ->
                    new Command.RecordPayout(
                            new Payout.Pending(
                                    e.payoutId().value(),
                                    e.channel(),
                                    e.channelRefundId(),
                                    e.expectedArrivalAt(),
                                    e.arrivalBasis()));
            case PayoutUnknown e ->
                    new Command.RecordPayout(
                            new Payout.Unknown(e.payoutId().value(), e.channel(), e.why().name()));
            case PayoutFailed e ->
                    new Command.RecordPayout(
                            new Payout.Failed(e.payoutId().value(), e.channel(), e.code()));
            case PayoutAbnormal e ->
                    new Command.RecordPayout(
                            new Payout.Abnormal(e.payoutId().value(), e.channel(), e.code()));
            case PayoutReversed e ->
                    new Command.RecordPayout(
                            new Payout.Reversed(e.payoutId().value(), e.channel(), e.code(), null));
            case PayoutPaidTwice e ->
                    new Command.RecordPaidTwice(
                            e.payoutId().value(),
                            e.amount(),
                            new Payout.PaidAgain(
                                    e.secondPayoutNo(), e.secondChannel(), e.secondPaidAt()));
            case PayoutPaidTwiceUndone e ->
                    new Command.RecordPaidTwiceUndone(
                            e.payoutId().value(), e.amount(), e.undonePayoutNo(), settles(e));
            case PayoutCompleted e ->
                    new Command.RecordCompletion(
                            e.payoutId().value(),
                            e.amount(),
                            e.channel(),
                            e.channelRefundId(),
                            e.paidAt());
        };
    }

    private static Command.@Nullable Settles settles(PayoutPaidTwiceUndone e) {
        return e.channel() == null || e.channelRefundId() == null || e.paidAt() == null
                ? null
                : new Command.Settles(e.channel(), e.channelRefundId(), e.paidAt());
    }
}
