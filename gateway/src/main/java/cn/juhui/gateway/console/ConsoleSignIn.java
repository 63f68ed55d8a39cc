package cn.juhui.gateway.console;

import cn.juhui.gateway.docs.SignIn;

/// How the console signs people in: by a client of its own at the issuer, as [SignIn] says.
public record ConsoleSignIn(SignIn issuer) {

    public static ConsoleSignIn of(String client, String issuer) {
        return new ConsoleSignIn(new SignIn(client, issuer));
    }

    /// Whom the console has to be let to call beside this gateway; empty for nobody.
    public String origin() {
        return issuer.isOffered() ? issuer.origin() : "";
    }
}
