package cn.juhui.notification.domain;

/// Whose inbox it is: one customer's, one agent's, the one that all staff of a merchant share, or the one that all agents and
/// operators of the platform share.
///
/// @param id the customer's, the agent's or the merchant's
public record Recipient(Side side, String id) {

    public enum Side {
        CUSTOMER,
        MERCHANT,
        AGENT,
        PLATFORM
    }

    /// All agents and operators.
    public static Recipient platform() {
        return new Recipient(Side.PLATFORM, "all");
    }

    /// The inbox's name in the store, such as `CUSTOMER:cus_alice`.
    public String inbox() {
        return side + ":" + id;
    }
}
