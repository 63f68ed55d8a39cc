package cn.juhui.refund.application;

import cn.juhui.contracts.order.CardUseClaimed;
import cn.juhui.platform.messaging.Heard;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.UseClaim;

/// The merchant says that a card was used which a case had frozen: noted on the case, whatever has become of it. It is only
/// somebody's word, so nothing that a case answers makes it a message that people must look at.
public record RecordUseClaim(Cases cases) {

    public void record(Heard<CardUseClaimed> heard) {
        var event = heard.event();
        var claim =
                new UseClaim(
                        event.cardId().value(),
                        event.remainingValue(),
                        event.text(),
                        event.provenance());
        var _ =
                cases.tell(
                        event.refundId().value(),
                        new Command.RecordClaim(claim),
                        heard.cause("order-service"));
    }
}
