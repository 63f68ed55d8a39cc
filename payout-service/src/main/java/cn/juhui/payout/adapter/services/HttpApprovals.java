package cn.juhui.payout.adapter.services;

import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.payout.application.Approvals;
import cn.juhui.platform.http.client.ServiceClient;

/// Asks refund-service and order-service by their inner doors.
///
/// @throws cn.juhui.platform.http.client.ServiceAwayException when there is no usable answer
public record HttpApprovals(ServiceClient refundService, ServiceClient orderService)
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
