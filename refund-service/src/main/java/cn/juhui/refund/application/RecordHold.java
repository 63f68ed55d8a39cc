package cn.juhui.refund.application;

import cn.juhui.contracts.CardId;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.platform.messaging.Heard;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Hold;

/// The order holds amount and cards: an express case is approved, any other waits for the merchant.
public record RecordHold(Cases cases) {

    public void record(Heard<RefundHeld> heard) {
        var event = heard.event();
        cases.note(event.refundId().value(), command(event), heard.cause("order-service"));
    }

    static Command.RecordHold command(RefundHeld event) {
        var hold =
                new Hold(
                        event.amount(),
                        event.cardIds().stream().map(CardId::value).toList(),
                        event.arithmetic(),
                        event.route(),
                        event.terms(),
                        event.ceiling(),
                        event.facts(),
                        null,
                        event.payment());
        return new Command.RecordHold(hold);
    }
}
