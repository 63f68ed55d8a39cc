package cn.juhui.payout.adapter.neighbours;

import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.payout.application.Approvals;
import cn.juhui.platform.http.NeighbourClient;

/// Asks refund-service and order-service by their inner doors.
///
/// @throws cn.juhui.platform.http.NeighbourAwayException when there is no usable answer
public record HttpApprovals(NeighbourClient refundService, NeighbourClient orderService)
        implements Approvals {

    @Override
    public RefundStanding of(String refundId) {
        return refundService.get(RefundStanding.class, RefundStanding.PATH, refundId);
    }

    @Override
    public OwedPayment owed(String orderId, String refundId) {
        return orderService.get(OwedPayment.class, OwedPayment.PATH, orderId, refundId);
    }
}
