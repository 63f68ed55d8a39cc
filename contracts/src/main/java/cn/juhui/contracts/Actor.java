package cn.juhui.contracts;

/// Whose act an entry of a history is: no decision is without a name on it.
///
/// @param id the token's subject, a merchant's id followed by its staff's subject, or a service's name
public record Actor(Role role, String id) {

    public static Actor system(String service) {
        return new Actor(Role.SYSTEM, service);
    }
}
