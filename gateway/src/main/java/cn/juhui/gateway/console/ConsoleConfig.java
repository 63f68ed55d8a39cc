package cn.juhui.gateway.console;

import cn.juhui.gateway.docs.TokenDesk;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What the console has to know before anybody is signed in.
///
/// @param kind of sign-in
/// @param authority of `OIDC`: the issuer
/// @param clientId of `OIDC`
/// @param tokens of `DEV`: where whoever asks gets a token
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsoleConfig(
        Kind kind, @Nullable String authority, @Nullable String clientId, @Nullable String tokens) {

    /// Ways to sign in.
    enum Kind {
        /// At the issuer, by an authorization code with PKCE.
        OIDC,
        /// One says who one wants to be; on one machine only.
        DEV,
        /// Not at all: no client is named.
        NONE
    }

    static ConsoleConfig of(ConsoleSignIn signIn, @Nullable TokenDesk desk) {
        var issuer = signIn.issuer();
        if (issuer.isOffered()) {
            return new ConsoleConfig(Kind.OIDC, issuer.issuer(), issuer.client(), null);
        }
        return desk == null
                ? new ConsoleConfig(Kind.NONE, null, null, null)
                : new ConsoleConfig(Kind.DEV, null, null, desk.path());
    }
}
