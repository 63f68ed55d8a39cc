package cn.juhui.order.application;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.ReleaseHold;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.messaging.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An order holds amount and cards for a refund of which nothing was heard for a while: refund-service is asked how it stands. One that has moved on tells
/// again what was missed; a hold for a case that nobody knows (a forged record, or one that got lost) is let go.
public record LookAfterHolds(
        Journal<Order, OrderEvent> orders,
        FollowRefund followRefund,
        Approvals approvals,
        Sources sources) {

    private static final Logger LOG = LoggerFactory.getLogger(LookAfterHolds.class);

    /// @throws RuntimeException when refund-service can't be asked: it is tried again
    public void look(String orderId) {
        orders.find(orderId).orElseThrow().aggregate().holds().stream()
                .filter(Hold::isOpen)
                .forEach(hold -> look(orderId, hold));
    }

    private void look(String orderId, Hold hold) {
        var refundId = hold.refundId();
        var standing = approvals.of(refundId);
        if (standing.known()) {
            if (standing.ended() || standing.approval() != null) {
                var unused = sources.tellAgain(Topics.REFUNDS, refundId, 0);
            }
        } else if (hold.state() == Hold.State.HELD) {
            LOG.error("{} holds for {}, which is no case: it is let go", orderId, refundId);
            var unused =
                    followRefund.follow(
                            orderId, new ReleaseHold(refundId), Cause.clock("order-service"));
        } else {
            LOG.error("{} has void cards for {}, which is no case", orderId, refundId);
        }
    }
}
