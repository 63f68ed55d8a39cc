package cn.juhui.scenarios.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody signs in through the realm's own login page, as a browser does for the API's page: a code with PKCE.
///
/// On `localhost` Keycloak's cookies are `Secure` also over plain HTTP, and browsers send them; Java's cookie handler (and Python's) would not, and
/// the login then ends without a code.
record SignIn(Keycloak keycloak, String person) {

    static final String PAGE = "http://localhost:8080/docs/ui/oauth2-redirect.html";
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /// The token that the page holds in the end.
    String token() {
        var verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        return keycloak.token(exchange(code(verifier), verifier));
    }

    /// What the page sends for a code.
    static Map<String, String> exchange(String code, String verifier) {
        return Map.of(
                "grant_type", "authorization_code",
                "client_id", "docs",
                "code", code,
                "redirect_uri", PAGE,
                "code_verifier", verifier);
    }

    /// The code that the login page sends back to the API's page.
    String code(String verifier) {
        var page = loginPage(PAGE, verifier);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        var form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        var login =
                keycloak.post(
                        URI.create(form.group(1).replace("&amp;", "&")),
                        Map.of("username", person, "password", Keycloak.PASSWORD),
                        cookies(page));
        assertThat(login.statusCode()).as(login.body()).isEqualTo(302);
        var back = login.headers().firstValue("Location").orElseThrow();
        assertThat(back).startsWith(PAGE);
        var code = CODE.matcher(back);
        assertThat(code.find()).as(back).isTrue();
        return URLDecoder.decode(code.group(1), StandardCharsets.UTF_8);
    }

    /// What the issuer shows first.
    HttpResponse<String> loginPage(String redirect, String verifier) {
        var query = new HashMap<String, String>();
        query.put("client_id", "docs");
        query.put("redirect_uri", redirect);
        query.put("response_type", "code");
        query.put("scope", "openid");
        query.put("state", "any");
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        var address = keycloak.issuer() + "/protocol/openid-connect/auth?" + Keycloak.form(query);
        return keycloak.get(URI.create(address), "");
    }

    private static String cookies(HttpResponse<String> page) {
        return page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, (cookie + ";").indexOf(';')))
                .collect(Collectors.joining("; "));
    }

    private static String challenge(String verifier) {
        try {
            var sum =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
