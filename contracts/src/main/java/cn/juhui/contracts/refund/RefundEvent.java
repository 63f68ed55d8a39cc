package cn.juhui.contracts.refund;

import cn.juhui.contracts.Event;

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

    String refundId();

    String orderId();

    String orderNo();

    String customerId();

    String merchantId();
}
