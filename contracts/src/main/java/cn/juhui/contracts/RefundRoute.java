package cn.juhui.contracts;

/// Who decides an application.
public enum RefundRoute {
    /// The platform's rules, at once (R9).
    EXPRESS,
    MERCHANT_REVIEW,
    /// Only an agent can open the case (R5).
    AGENT,
    /// Nobody: the rules say no.
    NONE
}
