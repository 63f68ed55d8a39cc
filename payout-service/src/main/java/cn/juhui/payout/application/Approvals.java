package cn.juhui.payout.application;

import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.contracts.refund.term.RefundStanding;

/// The sources of what is to be paid: refund-service approves, order-service voids the cards and knows where the money came from.
///
/// Either throws a [RuntimeException] when it can't be asked: then nothing is known, nothing is paid, and it is asked again.
public interface Approvals {

    RefundStanding of(String refundId);

    OwedPayment owed(String orderId, String refundId);
}
