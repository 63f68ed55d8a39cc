package cn.juhui.order.application;

import cn.juhui.contracts.refund.term.RefundStanding;

/// The source of every approval: refund-service itself.
public interface Approvals {

    /// @throws RuntimeException when it can't be asked: then nothing is known, and it is asked again
    RefundStanding of(String refundId);
}
