package cn.juhui.evidence.application;

import cn.juhui.evidence.domain.RefundCase;
import java.util.Optional;

/// The cases that were heard of. A copy: refund-service owns them.
public interface Cases {

    Optional<RefundCase> find(String refundId);

    /// Whether anything was heard of this case.
    boolean isKnown(String refundId);

    /// A case of this order that has not ended; the latest when there are several.
    Optional<RefundCase> openOf(String orderId);

    /// Keeps the case as it is after its event at this position; nothing when a later event was heard already.
    void keep(RefundCase refund, long sequence);
}
