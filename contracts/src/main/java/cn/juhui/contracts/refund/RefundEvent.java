package cn.juhui.contracts.refund;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;

/// One step of a refund case. The list of them is the case's history: the customer's progress page, the agent's file and what other services hear.
public sealed interface RefundEvent extends Event
        permits RefundRequested,
                RefundDeclined,
                MerchantReviewStarted,
                MerchantOverdue,
                MerchantUrged,
                EvidenceRequested,
                EvidenceSupplied,
                OfferMade,
                OfferAccepted,
                OfferDeclined,
                MerchantApproved,
                MerchantRejected,
                ExpressApproved,
                RefundResubmitted,
                RefundAppealed,
                InterventionOpened,
                InterventionTaken,
                UseClaimed,
                PayoutStopped,
                RulingProposed,
                RulingReturned,
                RefundRuled,
                RefundWithdrawn,
                RefundClosed,
                DeadlineChanged,
                PayoutRecorded,
                LossRecorded,
                ReplacementAccountNamed,
                ReplacementAccountVerified,
                RefundCompleted {

    /// The ids that open it.
    CaseIds ids();

    default RefundId refundId() {
        return ids().refundId();
    }

    default OrderId orderId() {
        return ids().orderId();
    }

    default String orderNo() {
        return ids().orderNo();
    }

    default CustomerId customerId() {
        return ids().customerId();
    }

    default MerchantId merchantId() {
        return ids().merchantId();
    }
}
