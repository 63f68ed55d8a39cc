package cn.juhui.contracts.evidence;

import cn.juhui.contracts.Event;

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

    String customerId();

    String merchantId();
}
