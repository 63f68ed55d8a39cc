package cn.juhui.contracts;

/// Whose act an entry of a history is: no decision is without a name on it.
///
/// @param id the token's subject, a merchant's id followed by its staff's subject, or a service's name
public record Actor(Role role, String id) {

    /// What the platform's people are called towards everybody else.
    public static final String PLATFORM = "platform";

    public static Actor system(String service) {
        return new Actor(Role.SYSTEM, service);
    }

    /// As who reads in this role is told of them. The sides of a case know each other as customer and merchant; which of a merchant's or of
    /// the platform's people acted is known to their own house, and to the platform.
    public Actor towards(Role reader) {
        return switch (role) {
            case MERCHANT -> isToldOfMerchants(reader) ? this : new Actor(role, house());
            case AGENT, OPERATOR -> isOfPlatform(reader) ? this : new Actor(role, PLATFORM);
            case CUSTOMER, STOREFRONT, SYSTEM -> this;
        };
    }

    private static boolean isOfPlatform(Role reader) {
        return switch (reader) {
            case AGENT, OPERATOR, SYSTEM -> true;
            case CUSTOMER, MERCHANT, STOREFRONT -> false;
        };
    }

    private static boolean isToldOfMerchants(Role reader) {
        return reader == Role.MERCHANT || isOfPlatform(reader);
    }

    private String house() {
        var end = id.indexOf('/');
        return end < 0 ? id : id.substring(0, end);
    }
}
