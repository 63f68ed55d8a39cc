package cn.juhui.platform.security;

import cn.juhui.contracts.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// Reads the caller off the verified token.
public final class Callers {

    /// `SYSTEM` is nobody's role from outside.
    private static final Set<String> ROLES =
            Arrays.stream(Role.values())
                    .filter(Predicate.not(Role.SYSTEM::equals))
                    .map(Role::name)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@:-]{0,99}");

    private Callers() {}

    /// Who makes the request in hand.
    ///
    /// @throws IllegalStateException outside of an authenticated request
    public static Caller current() {
        return find().orElseThrow(() -> new IllegalStateException("Nobody is authenticated"));
    }

    /// Who makes the request in hand; nobody on the open paths.
    public static Optional<Caller> find() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken token
                ? Optional.of(of(token.getToken()))
                : Optional.empty();
    }

    /// The token of the request in hand, to be handed on to another service in the caller's name.
    public static String bearerToken() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken token
                ? token.getToken().getTokenValue()
                : "";
    }

    /// When the token of the request in hand ends.
    ///
    /// @throws IllegalStateException outside of an authenticated request
    public static Instant tokenEnds() {
        if (SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken token
                && token.getToken().getExpiresAt() instanceof Instant end) {
            return end;
        }
        throw new IllegalStateException("Nobody is authenticated");
    }

    static Caller of(Jwt token) {
        var roles = EnumSet.noneOf(Role.class);
        for (var role : roles(token)) {
            roles.add(Role.valueOf(role));
        }
        return new Caller(
                Objects.requireNonNull(token.getSubject()),
                roles,
                token.getClaimAsString("merchant_id"));
    }

    private static List<String> roles(Jwt token) {
        return token.getClaim("roles") instanceof List<?> claimed
                ? claimed.stream().map(String::valueOf).filter(ROLES::contains).toList()
                : List.of();
    }

    /// Of characters in an id of somebody or of a merchant.
    public static final int LONGEST_ID = 100;

    /// Whether somebody, or a merchant, can have this id.
    public static boolean isId(Object claim) {
        return claim instanceof String id && ID.matcher(id).matches();
    }

    /// A token must say who it is for and as what: a subject, at least one of our roles, a merchant for `MERCHANT`.
    static OAuth2TokenValidator<Jwt> validator() {
        return token -> {
            var subject = token.getSubject();
            var merchant = token.getClaims().get("merchant_id");
            var roles = roles(token);
            var isMerchant = roles.contains(Role.MERCHANT.name());
            if (subject == null
                    || !ID.matcher(subject).matches()
                    || !hasListedRoles(token)
                    || (merchant == null ? isMerchant : !isId(merchant))) {
                return TokenFault.INVALID.found();
            }
            return roles.isEmpty()
                    ? TokenFault.NO_ROLE.found()
                    : OAuth2TokenValidatorResult.success();
        };
    }

    private static boolean hasListedRoles(Jwt token) {
        var claimed = token.getClaims().get("roles");
        return claimed == null || claimed instanceof List<?>;
    }
}
