package cn.juhui.gateway.route;

/// The services behind the gateway.
public enum Service {
    ORDER,
    REFUND,
    EVIDENCE,
    PAYOUT,
    NOTIFICATION
}
