package cn.juhui.contracts.evidence;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;

/// What people put into the file of a case, or said before there was one.
public sealed interface EvidenceEvent extends Event
        permits EvidenceUploaded,
                EvidenceAttached,
                EvidenceScanned,
                MessagePosted,
                OrderMessagePosted,
                ConversationTaken,
                ConversationHandedOver,
                ConversationSettled,
                ConversationCarriedOver {

    CustomerId customerId();

    MerchantId merchantId();
}
