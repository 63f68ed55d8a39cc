package cn.juhui.platform.security;

import org.springframework.security.core.AuthenticationException;

/// A token can't be checked now: nobody knows whether it is good.
public final class IssuerAwayException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    IssuerAwayException(Throwable cause) {
        super("The issuer of tokens does not answer", cause);
    }
}
