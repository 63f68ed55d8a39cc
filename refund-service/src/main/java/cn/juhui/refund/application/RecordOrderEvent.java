package cn.juhui.refund.application;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.order.CardUseClaimed;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.contracts.order.RefundStopped;
import cn.juhui.platform.messaging.ReceivedEvent;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.UseClaim;

/// What order-service tells about amount and cards is noted on the case.
public record RecordOrderEvent(RefundCommands commands) {

    /// The order holds amount and cards: an express case is approved, any other waits for the merchant.
    public void held(ReceivedEvent<RefundHeld> heard) {
        var event = heard.event();
        commands.record(event.refundId().value(), hold(event), heard.cause(RefundCommands.SERVICE));
    }

    static Command.RecordHold hold(RefundHeld event) {
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

    /// The order's rules refused the hold: the case ends, with the rules that said no. Where it was approved already, the platform decides anew.
    public void declined(ReceivedEvent<RefundHoldDeclined> heard) {
        var event = heard.event();
        commands.record(
                event.refundId().value(),
                new Command.RecordHoldDeclined(event.rules()),
                heard.cause(RefundCommands.SERVICE));
    }

    /// At the last look the order did not let an approved payout start: the platform decides anew, with what is known now.
    public void stopped(ReceivedEvent<RefundStopped> heard) {
        var event = heard.event();
        commands.record(
                event.refundId().value(),
                new Command.RecordStop(event.rules(), event.facts()),
                heard.cause(RefundCommands.SERVICE));
    }

    /// The merchant says that a card was used which a case had frozen: noted on the case, whatever has become of it. It is only
    /// somebody's word, so nothing that a case answers makes it a message that people must look at.
    public void useClaimed(ReceivedEvent<CardUseClaimed> heard) {
        var event = heard.event();
        var claim =
                new UseClaim(
                        event.cardId().value(),
                        event.remainingValue(),
                        event.text(),
                        event.provenance());
        var _ =
                commands.handle(
                        event.refundId().value(),
                        new Command.RecordClaim(claim),
                        heard.cause(RefundCommands.SERVICE));
    }
}
