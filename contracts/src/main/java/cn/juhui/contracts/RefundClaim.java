package cn.juhui.contracts;

/// What the customer says about the goods, in three words.
public enum RefundClaim {
    NOT_RECEIVED,
    NOT_AS_DESCRIBED,
    OTHER
}
