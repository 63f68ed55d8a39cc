package cn.juhui.gateway.docs;

import java.net.URI;

/// How people who try the API in a browser get a token: the page signs them in at the issuer (OpenID Connect, authorization code with PKCE).
///
/// @param client public, with the page's address as redirect; empty where nobody is signed in by the page
/// @param issuer of the tokens
public record SignIn(String client, String issuer) {

    /// Whether the page signs anybody in.
    public boolean isOffered() {
        return !client.isEmpty();
    }

    /// Where the issuer says what else one needs to know.
    String discovery() {
        return issuer + "/.well-known/openid-configuration";
    }

    /// Whom the page has to be let to call: `https://id.example.com`.
    public String origin() {
        var address = URI.create(issuer);
        return address.getScheme() + "://" + address.getAuthority();
    }
}
