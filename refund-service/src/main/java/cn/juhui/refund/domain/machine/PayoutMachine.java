package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Command.PassDeadline;
import cn.juhui.refund.domain.Command.RecordCompletion;
import cn.juhui.refund.domain.Command.RecordHoldDeclined;
import cn.juhui.refund.domain.Command.RecordPaidTwice;
import cn.juhui.refund.domain.Command.RecordPaidTwiceUndone;
import cn.juhui.refund.domain.Command.RecordPayout;
import cn.juhui.refund.domain.Command.RecordStop;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Intervention.ForAccount;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Payout.Abnormal;
import cn.juhui.refund.domain.state.Payout.Failed;
import cn.juhui.refund.domain.state.Payout.Initiated;
import cn.juhui.refund.domain.state.Payout.None;
import cn.juhui.refund.domain.state.Payout.Pending;
import cn.juhui.refund.domain.state.Payout.Reversed;
import cn.juhui.refund.domain.state.Payout.Succeeded;
import cn.juhui.refund.domain.state.Payout.Unknown;
import cn.juhui.refund.domain.state.Review.Approved;
import java.time.Instant;
import java.util.List;

/// The case once it is approved: it mirrors what payout-service tells about the money. Success may come late, after a
/// failure; it may be taken back; and it is never forgotten because of older news. Money that doesn't arrive in time is
/// never taken for lost: the case is shown as late, every day anew and in the end every week, until it has arrived.
public final class PayoutMachine {

    private record Row(Payout state, Command command) {}

    private PayoutMachine() {}

    static Decision<Refund, RefundEvent, Refusal> decide(
            Refund refund, Approved approved, Command told, Actor actor, Instant now) {
        var then = new PayoutSteps(refund, now);
        return switch (new Row(refund.payout(), told)) {
            case Row(None _, _) -> Refusal.notAllowed(refund);

            case Row(_, RecordPayout(var news)) when !refund.payoutId().equals(news.payoutId()) ->
                    Refusal.notAllowed(refund);
            case Row(_, RecordCompletion c) when isOther(refund, c.payoutId(), c.amount()) ->
                    Refusal.notAllowed(refund);
            case Row(_, RecordPaidTwice t) when isOther(refund, t.payoutId(), t.amount()) ->
                    Refusal.notAllowed(refund);
            case Row(_, RecordPaidTwiceUndone t) when isOther(refund, t.payoutId(), t.amount()) ->
                    Refusal.notAllowed(refund);

            case Row(Initiated _, RecordHoldDeclined(var rules))
                    when refund.paidElsewhere() == null ->
                    then.stopped(approved, rules, List.of());
            case Row(Initiated _, RecordStop(var rules, var facts))
                    when refund.paidElsewhere() == null ->
                    then.stopped(approved, rules, facts);
            case Row(Succeeded s, RecordPayout(Reversed(var id, var channel, var code, _))) ->
                    then.recorded(new Reversed(id, channel, code, s.channelRefundId()));
            case Row(Succeeded _, RecordPayout _), Row(Succeeded _, RecordCompletion _) ->
                    Decision.alreadyDone();
            case Row(Succeeded s, RecordPaidTwice(_, _, var again)) -> then.paidTwice(s, again);
            case Row(Succeeded s, RecordPaidTwiceUndone undone) -> then.paidTwiceUndone(s, undone);
            // Where the customer hasn't the money, nothing was paid too often.
            case Row(_, RecordPaidTwiceUndone _) -> Decision.alreadyDone();
            case Row(Succeeded _, _) -> Refusal.notAllowed(refund);

            case Row(Reversed _, RecordPayout(Reversed _)) -> Decision.alreadyDone();
            case Row(Reversed s, RecordCompletion c)
                    when c.channelRefundId().equals(s.takenBack()) ->
                    Decision.alreadyDone();

            case Row(var s, RecordPayout(var news)) ->
                    news.equals(s) ? Decision.alreadyDone() : then.recorded(news);
            case Row(_, RecordCompletion c) -> then.completed(c);

            case Row(Abnormal _, _), Row(Reversed _, _) ->
                    refund.intervention() instanceof ForAccount open
                            ? AccountMachine.decide(refund, open, told, actor, now)
                            : Refusal.notAllowed(refund);
            case Row(Initiated _, PassDeadline _),
                    Row(Pending _, PassDeadline _),
                    Row(Unknown _, PassDeadline _),
                    Row(Failed _, PassDeadline _) ->
                    then.late(approved);
            case Row(Initiated _, _), Row(Pending _, _), Row(Unknown _, _), Row(Failed _, _) ->
                    Refusal.notAllowed(refund);
        };
    }

    /// Whether it speaks of another payout than the case's, or of another amount than it owes.
    private static boolean isOther(Refund refund, String payoutId, Money amount) {
        return !refund.payoutId().equals(payoutId) || !refund.owed().equals(amount);
    }
}
