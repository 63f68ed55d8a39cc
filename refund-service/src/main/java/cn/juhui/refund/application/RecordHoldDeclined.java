package cn.juhui.refund.application;

import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.platform.messaging.Heard;
import cn.juhui.refund.domain.Command;

/// The order's rules refused the hold: the case ends, with the rules that said no. Where it was approved already, the platform decides anew.
public record RecordHoldDeclined(Cases cases) {

    public void record(Heard<RefundHoldDeclined> heard) {
        var event = heard.event();
        cases.note(
                event.refundId().value(),
                new Command.RecordHoldDeclined(event.rules()),
                heard.cause("order-service"));
    }
}
