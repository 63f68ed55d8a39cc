package cn.juhui.order.domain.eligibility;

/// What the risk limits say about deciding a refund at once (R9). They never refuse a refund: over a limit, the merchant reviews.
public enum ExpressRisk {
    CLEAR(RuleCode.EXPRESS_GRANTED),
    /// Nobody looked.
    UNCHECKED(RuleCode.EXPRESS_NEEDS_REVIEW),
    CUSTOMER_LIMIT(RuleCode.EXPRESS_CUSTOMER_LIMIT),
    MERCHANT_LIMIT(RuleCode.EXPRESS_MERCHANT_LIMIT),
    REFUNDED_SHARE(RuleCode.EXPRESS_REFUNDED_SHARE),
    BLOCKED(RuleCode.EXPRESS_BLOCKED);

    private final RuleCode code;

    ExpressRisk(RuleCode code) {
        this.code = code;
    }

    public RuleCode code() {
        return code;
    }
}
