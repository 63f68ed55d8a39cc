package cn.juhui.refund.application;

import cn.juhui.contracts.order.RefundStopped;
import cn.juhui.platform.messaging.Heard;
import cn.juhui.refund.domain.Command;

/// At the last look the order did not let an approved payout start: the platform decides anew, with what is known now.
public record RecordStop(Cases cases) {

    public void record(Heard<RefundStopped> heard) {
        var event = heard.event();
        cases.note(
                event.refundId().value(),
                new Command.RecordStop(event.rules(), event.facts()),
                heard.cause("order-service"));
    }
}
