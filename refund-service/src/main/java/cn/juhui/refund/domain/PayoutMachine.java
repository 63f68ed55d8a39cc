package cn.juhui.refund.domain;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command.RecordCompletion;
import cn.juhui.refund.domain.Command.RecordHoldDeclined;
import cn.juhui.refund.domain.Command.RecordPayout;
import cn.juhui.refund.domain.Payout.Abnormal;
import cn.juhui.refund.domain.Payout.Failed;
import cn.juhui.refund.domain.Payout.Initiated;
import cn.juhui.refund.domain.Payout.None;
import cn.juhui.refund.domain.Payout.Pending;
import cn.juhui.refund.domain.Payout.Reversed;
import cn.juhui.refund.domain.Payout.Succeeded;
import cn.juhui.refund.domain.Payout.Unknown;
import java.util.List;

/// The case once it is approved: it mirrors what payout-service tells about the money. Success may come late, after a
/// failure; it may be taken back; and it is never forgotten because of older news.
final class PayoutMachine {

    private record Row(Payout state, Command command) {}

    private PayoutMachine() {}

    static Decision<Refund, RefundEvent, Refusal> decide(Refund refund, Command told) {
        return switch (new Row(refund.payout(), told)) {
            case Row(None _, _) -> refund.notAllowed();

            case Row(Initiated _, RecordHoldDeclined(var rules)) -> declined(refund, rules);
            case Row(Succeeded s, RecordPayout(Reversed(var id, var channel, var code, _))) ->
                    recorded(refund, new Reversed(id, channel, code, s.channelRefundId()));
            case Row(Succeeded _, RecordPayout _), Row(Succeeded _, RecordCompletion _) ->
                    Decision.alreadyDone();
            case Row(Succeeded _, _) -> refund.notAllowed();

            case Row(Reversed _, RecordPayout(Reversed _)) -> Decision.alreadyDone();
            case Row(Reversed s, RecordCompletion c)
                    when c.channelRefundId().equals(s.takenBack()) ->
                    Decision.alreadyDone();

            case Row(var s, RecordPayout(var news)) ->
                    news.equals(s) ? Decision.alreadyDone() : recorded(refund, news);
            case Row(_, RecordCompletion c) -> completed(refund, c);
            case Row(Initiated _, _),
                    Row(Pending _, _),
                    Row(Unknown _, _),
                    Row(Failed _, _),
                    Row(Abnormal _, _),
                    Row(Reversed _, _) ->
                    refund.notAllowed();
        };
    }

    /// At the last look the order found a card used: nothing is paid, and the case ends with the rule that says why (R8).
    private static Decision<Refund, RefundEvent, Refusal> declined(
            Refund refund, List<RuleOutcome> rules) {
        return Decision.accepted(
                refund.with(new Review.Declined(rules)).with(new None()),
                new Facts(refund).declined(rules));
    }

    private static Decision<Refund, RefundEvent, Refusal> completed(
            Refund refund, RecordCompletion c) {
        var succeeded = new Succeeded(c.payoutId(), c.channel(), c.channelRefundId(), c.paidAt());
        return Decision.accepted(refund.with(succeeded), new Facts(refund).completed(c));
    }

    private static Decision<Refund, RefundEvent, Refusal> recorded(Refund refund, Payout news) {
        var facts = new Facts(refund);
        var state = news.publicName();
        return switch (news) {
            case Pending(var id, var channel, var refundNo, var arrival) ->
                    Decision.accepted(
                            refund.with(news),
                            facts.payoutRecorded(id, state, channel, arrival, refundNo, null));
            case Unknown(var id, var channel, var why) ->
                    Decision.accepted(
                            refund.with(news),
                            facts.payoutRecorded(id, state, channel, null, null, why));
            case Failed(var id, var channel, var code) ->
                    Decision.accepted(
                            refund.with(news),
                            facts.payoutRecorded(id, state, channel, null, null, code));
            case Abnormal(var id, var channel, var code) ->
                    Decision.accepted(
                            refund.with(news),
                            facts.payoutRecorded(id, state, channel, null, null, code));
            case Reversed(var id, var channel, var code, var takenBack) ->
                    Decision.accepted(
                            refund.with(news),
                            facts.payoutRecorded(id, state, channel, null, takenBack, code));
            case None _, Initiated _, Succeeded _ -> refund.notAllowed();
        };
    }
}
