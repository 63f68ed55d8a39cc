package cn.juhui.platform.security;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/// What is wrong with a token, the gravest first.
public enum TokenFault {
    /// Not one of the issuer's, or not a complete one.
    INVALID("The token is not valid"),
    EXPIRED("The token has expired"),
    WRONG_AUDIENCE("The token is for somebody else"),
    /// It says truly who it is, and this person has no role here.
    NO_ROLE("The token has no role");

    private final String description;

    TokenFault(String description) {
        this.description = description;
    }

    /// For `WWW-Authenticate`, in plain ASCII.
    public String description() {
        return description;
    }

    OAuth2TokenValidatorResult found() {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", name(), null));
    }

    /// Finds this fault where the other finds any.
    OAuth2TokenValidator<Jwt> where(OAuth2TokenValidator<Jwt> other) {
        return token ->
                other.validate(token).hasErrors() ? found() : OAuth2TokenValidatorResult.success();
    }

    /// The gravest fault that made the check fail.
    public static TokenFault of(AuthenticationException refused) {
        return Optional.ofNullable(refused.getCause())
                .filter(JwtValidationException.class::isInstance)
                .map(JwtValidationException.class::cast)
                .flatMap(e ->
                        Arrays.stream(values())
                                .filter(fault ->
                                        e.getErrors().stream()
                                                .anyMatch(error ->
                                                        fault.name()
                                                                .equals(error.getDescription())))
                                .findFirst())
                .orElse(INVALID);
    }
}
