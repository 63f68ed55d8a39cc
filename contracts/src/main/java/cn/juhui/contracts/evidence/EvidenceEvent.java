package cn.juhui.contracts.evidence;

import cn.juhui.contracts.Event;

/// What people put into the file of a case.
public sealed interface EvidenceEvent extends Event
        permits EvidenceUploaded, EvidenceAttached, EvidenceScanned, MessagePosted {

    String customerId();

    String merchantId();
}
