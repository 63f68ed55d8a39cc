package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import cn.juhui.platform.testkit.TestTokens;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest extends GatewayTest {

    static Stream<Arguments> hostileTokens() throws JOSEException {
        var good = good().build();
        var stranger = TestTokens.newKey();
        var signature = TestTokens.sign(good, TestTokens.key());
        var parts = signature.split("\\.", -1);
        var otherBody = TestTokens.token("cus_bob", null, Role.OPERATOR).split("\\.", -1)[1];
        return Stream.of(
                Arguments.of("alg none", new PlainJWT(good).serialize()),
                Arguments.of("a stripped signature", parts[0] + "." + parts[1] + "."),
                Arguments.of("HS256 with the public key as the secret", macSigned(good)),
                Arguments.of("a stranger's key", TestTokens.sign(good, stranger)),
                Arguments.of("a key that it brings along", withOwnKey(good)),
                Arguments.of("a key set that it points to", withOwnKeySet(good)),
                Arguments.of("another body", parts[0] + "." + otherBody + "." + parts[2]),
                Arguments.of("no expiry", signed(good().expirationTime(null))),
                Arguments.of(
                        "a start in an hour",
                        signed(good().notBeforeTime(Date.from(Instant.now().plusSeconds(3600))))),
                Arguments.of("roles of the wrong type", signed(good().claim("roles", 7))),
                Arguments.of("no subject", signed(good().subject(null))),
                Arguments.of("nonsense", "not-a-token"),
                Arguments.of("nothing", ""));
    }

    static Stream<Arguments> reasons() {
        var longAgo = Date.from(Instant.now().minusSeconds(120));
        return Stream.of(
                Arguments.of("EXPIRED", signed(old().expirationTime(longAgo))),
                Arguments.of("EXPIRED", signed(old().expirationTime(longAgo).audience("another"))),
                Arguments.of("WRONG_AUDIENCE", signed(good().audience("somebody-else"))),
                Arguments.of("WRONG_AUDIENCE", signed(good().audience((String) null))),
                Arguments.of("INVALID", signed(good().subject(null).audience("another"))),
                Arguments.of(
                        "INVALID",
                        TestTokens.sign(
                                old().expirationTime(longAgo).build(), TestTokens.newKey())));
    }

    @ParameterizedTest(name = "because of {0}")
    @MethodSource("reasons")
    void a_refused_token_says_why(String reason, String token) {
        var answer = send(as(token, "/v1/orders"));
        assertThat(problem(answer)).isEqualTo("401 UNAUTHENTICATED");
        assertThat(json(answer).path("reason").asString()).isEqualTo(reason);
        assertThat(header(answer, "WWW-Authenticate"))
                .startsWith("Bearer error=\"invalid_token\", error_description=\"The token ");
        assertThat(anybodyWasAsked()).isFalse();
    }

    @Test
    void no_token_is_told_apart_from_a_bad_one() {
        var answer = send(anonymous("/v1/orders"));
        assertThat(problem(answer)).isEqualTo("401 UNAUTHENTICATED");
        assertThat(json(answer).path("reason").asString()).isEqualTo("MISSING");
        assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void a_person_without_a_role_is_not_sent_to_sign_in_again() {
        for (var roles : List.of(List.of(), List.of("SYSTEM"))) {
            var answer = send(as(signed(good().claim("roles", roles)), "/v1/orders"));
            assertThat(problem(answer)).isEqualTo("403 FORBIDDEN");
            assertThat(json(answer).path("reason").asString()).isEqualTo("NO_ROLE");
            assertThat(anybodyWasAsked()).isFalse();
        }
    }

    @ParameterizedTest(name = "with {0}")
    @MethodSource("hostileTokens")
    void a_hostile_token_opens_nothing(String what, String token) {
        var answer = send(anonymous("/v1/orders").header("Authorization", "Bearer " + token));
        assertThat(problem(answer)).isEqualTo("401 UNAUTHENTICATED");
        assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
        assertThat(anybodyWasAsked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders", "/internal/orders", "/v1/nothing", "/error"})
    void without_a_token_nothing_is_told_not_even_what_exists(String path) {
        var answer = send(anonymous(path));
        assertThat(answer.statusCode()).isIn(401, 403);
        assertThat(anybodyWasAsked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders?access_token=", "/v1/refund-policies?access_token="})
    void a_token_in_the_address_is_not_a_token(String path) {
        send(anonymous(path + ALICE).POST(BodyPublishers.noBody()));
        assertThat(anybodyWasAsked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/refund-policies", "/v1/refund-policies/GAME_CARD"})
    void the_rules_can_be_read_without_a_token_but_not_written(String path) {
        assertThat(send(anonymous(path)).statusCode()).isEqualTo(200);
        assertThat(send(anonymous(path).PUT(BodyPublishers.ofString("{}"))).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_good_token_is_let_in() {
        assertThat(send(as(signed(good()), "/v1/orders")).statusCode()).isEqualTo(200);
    }

    private static JWTClaimsSet.Builder good() {
        return TestTokens.claims("cus_alice", null, Role.CUSTOMER);
    }

    private static JWTClaimsSet.Builder old() {
        return good().issueTime(Date.from(Instant.now().minusSeconds(3600)));
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return TestTokens.sign(claims.build(), TestTokens.key());
    }

    private static String macSigned(JWTClaimsSet claims) throws JOSEException {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID(TestTokens.key().getKeyID())
                                .build(),
                        claims);
        token.sign(new MACSigner(TestTokens.key().toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private static String withOwnKey(JWTClaimsSet claims) throws JOSEException {
        var own = TestTokens.newKey();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).build(),
                        claims);
        token.sign(new RSASSASigner(own));
        return token.serialize();
    }

    private static String withOwnKeySet(JWTClaimsSet claims) throws JOSEException {
        var own = TestTokens.newKey();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(own.getKeyID())
                                .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                                .build(),
                        claims);
        token.sign(new RSASSASigner(own));
        return token.serialize();
    }
}
