package cn.juhui.platform.testkit;

import cn.juhui.contracts.Role;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/// An issuer for tests: a key, its published set over HTTP, and tokens.
public final class TestTokens {

    private static final RSAKey KEY = newKey();
    private static final String JWK_SET_URI = publish();

    private TestTokens() {}

    public static String jwkSetUri() {
        return JWK_SET_URI;
    }

    public static RSAKey key() {
        return KEY;
    }

    public static String customer(String id) {
        return token(id, null, Role.CUSTOMER);
    }

    public static String merchant(String merchantId) {
        return token("staff_of_" + merchantId, merchantId, Role.MERCHANT);
    }

    public static String storefront() {
        return token("storefront", null, Role.STOREFRONT);
    }

    public static String agent(String id) {
        return token(id, null, Role.AGENT);
    }

    public static String operator() {
        return token("operator", null, Role.OPERATOR);
    }

    /// An operator's token that names its issuer.
    public static String operator(String issuer) {
        return sign(claims("operator", null, Role.OPERATOR).issuer(issuer).build(), KEY);
    }

    public static String token(String subject, @Nullable String merchantId, Role... roles) {
        return sign(claims(subject, merchantId, roles).build(), KEY);
    }

    /// The claims of a good token, to be spoilt.
    public static JWTClaimsSet.Builder claims(
            String subject, @Nullable String merchantId, Role... roles) {
        var claims =
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .audience("juhui")
                        .issueTime(new Date())
                        .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                        .claim("roles", Arrays.stream(roles).map(Role::name).toList());
        return merchantId == null ? claims : claims.claim("merchant_id", merchantId);
    }

    public static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                            claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RSAKey newKey() {
        return newKey("test");
    }

    public static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String publish() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var set = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, set.length);
                        try (var body = exchange.getResponseBody()) {
                            body.write(set);
                        }
                    });
            server.setExecutor(task -> {
                var unused = Thread.ofPlatform().daemon().start(task);
            });
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
