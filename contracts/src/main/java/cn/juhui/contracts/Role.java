package cn.juhui.contracts;

/// Who somebody is to the platform. The first five come from a token's `roles`; `SYSTEM` is the platform itself:
/// a clock, a rule, another service's event.
public enum Role {
    CUSTOMER,
    MERCHANT,
    AGENT,
    OPERATOR,
    STOREFRONT,
    SYSTEM
}
