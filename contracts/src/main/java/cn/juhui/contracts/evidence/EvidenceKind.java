package cn.juhui.contracts.evidence;

/// What a piece of evidence proves.
public enum EvidenceKind {
    ORDER_SCREENSHOT,
    CORRECT_INFO,
    INVALID_CARD,
    DELIVERY_RECORD,
    CONVERSATION,
    REMAINING_VALUE,
    ACCOUNT_ABNORMAL,
    OTHER
}
