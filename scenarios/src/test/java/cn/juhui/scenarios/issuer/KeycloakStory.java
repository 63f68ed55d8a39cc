package cn.juhui.scenarios.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everybody comes with a token of a real Keycloak. It needs its zip, 176 MB from Maven Central, a gigabyte of memory and minutes, so it is part of
/// the long run only: `./juhui test long`. How long the issuer is away: `juhui.issuer.away` (seconds).
class KeycloakStory {

    private static final Duration AWAY =
            Duration.ofSeconds(Integer.getInteger("juhui.issuer.away", 1800));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MERCHANT = "mer_guoka";

    @TempDir static Path folder;

    private static Keycloak keycloak;
    private static RunningPlatform platform;

    @BeforeAll
    static void start() throws IOException {
        var zip = KeycloakZip.found();
        assumeTrue(
                zip.isPresent(),
                "Keycloak " + KeycloakZip.VERSION + " can't be had from Maven Central");
        keycloak = Keycloak.started(zip.get(), folder);
        platform =
                RunningPlatform.ofItsOwnWith(
                        Map.of("JWK_SET_URI", keycloak.keys(), "JWT_ISSUER", keycloak.issuer()));
        // Longer than the issuer will be away.
        keycloak.administers("PUT", "", Map.of("accessTokenLifespan", AWAY.toSeconds() + 900));
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.stop();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    private final Juhui juhui = platform.juhui();

    private Person signedIn(String name) {
        return juhui.bearer(new SignIn(keycloak, name).token());
    }

    private Person storefront() {
        return juhui.bearer(keycloak.tokenOfStorefront());
    }

    @Test
    void a_claim_is_applied_for_proved_approved_and_paid_by_people_who_signed_in()
            throws IOException {
        var alice = signedIn("cus_alice");
        var merchant = signedIn("li_ming");
        var orderId = anOrder(storefront());
        var picture = alice.uploads(orderId, "INVALID_CARD", aScreenshot()).expect(201).text("id");
        var refundId = applies(alice, orderId, picture).text("id");
        merchant.get("/v1/evidence/" + picture + "/content").expect(200);
        merchant.acts(refundId, "approve", Map.of()).expect(200);
        awaitPaid(alice, refundId);

        var agent = signedIn("agt_li");
        agent.seesRefund(refundId).expect(200);
        agent.get("/v1/evidence/" + picture + "/content").expect(200);
        var operator = signedIn("opr_zhao");
        operator.get("/v1/refund-policies/GAME_CARD").expect(200);
        operator.get("/v1/evidence/" + picture + "/content").expect(404);
        signedIn("cus_bob").seesRefund(refundId).expect(404);
    }

    @Test
    void an_agent_rules_on_what_a_merchant_has_refused_and_an_operator_sees_the_payout()
            throws IOException {
        var alice = signedIn("cus_alice");
        var orderId = anOrder(storefront());
        var picture = alice.uploads(orderId, "INVALID_CARD", aScreenshot()).expect(201).text("id");
        var refundId = applies(alice, orderId, picture).text("id");
        signedIn("li_ming")
                .acts(refundId, "reject", Map.of("code", "CARD_USED", "text", "系统显示卡券已被使用"))
                .expect(200);
        alice.acts(refundId, "appeal", Map.of("statement", "卡密无法兑换")).expect(200);
        var agent = signedIn("agt_li");
        agent.acts(refundId, "take", Map.of()).expect(200);
        var ruling =
                Map.of(
                        "decision", "FULL",
                        "rule", "R4",
                        "text", "按凭证裁定",
                        "costBearer", "MERCHANT");
        agent.acts(refundId, "ruling", ruling).expect(200);
        awaitPaid(alice, refundId);
        var operator = signedIn("opr_zhao");
        var payouts = operator.get("/v1/payouts?refundId=" + refundId).expect(200).json();
        assertThat(payouts.path("data").size()).isEqualTo(1);
    }

    @Test
    void a_token_says_who_and_as_what_and_only_what_is_the_platforms_is_good() {
        var token = new SignIn(keycloak, "li_ming").token();
        var claims = part(token, 1);
        assertThat(claims.path("sub").asString()).isEqualTo("li_ming");
        assertThat(claims.path("merchant_id").asString()).isEqualTo(MERCHANT);
        assertThat(claims.path("roles").toString()).contains("\"MERCHANT\"");
        assertThat(claims.path("aud").toString()).contains("juhui");

        var code = new SignIn(keycloak, "cus_alice").code("a".repeat(50));
        var stolen = keycloak.ask(SignIn.exchange(code, "b".repeat(50)));
        assertThat(stolen.statusCode()).isEqualTo(400);
        var elsewhere = "http://localhost:8080/docs/ui/elsewhere.html";
        assertThat(
                        new SignIn(keycloak, "cus_alice")
                                .loginPage(elsewhere, "a".repeat(50))
                                .statusCode())
                .isEqualTo(400);

        keycloak.administers(
                "POST",
                "/clients",
                Map.of(
                        "clientId",
                        "newcomer",
                        "publicClient",
                        true,
                        "directAccessGrantsEnabled",
                        true));
        var newcomers = juhui.bearer(keycloak.tokenByPassword("newcomer", "cus_alice"));
        var refused = newcomers.get("/v1/refunds").expect(401);
        assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void while_the_issuer_is_away_no_good_token_is_refused_and_new_keys_are_known_at_once() {
        var people = new HashMap<String, Person>();
        for (var name : List.of("cus_alice", "li_ming", "agt_li", "opr_zhao")) {
            people.put(name, signedIn(name));
        }
        var storefront = storefront();
        keycloak.kill();
        var paid = 0;
        var refused = new ArrayList<String>();
        var until = System.nanoTime() + AWAY.toNanos();
        while (System.nanoTime() < until) {
            isPaid(storefront, people);
            paid++;
            for (var name : List.of("cus_alice", "li_ming", "agt_li")) {
                var answer = people.get(name).get("/v1/refunds");
                if (answer.status() != 200) {
                    refused.add(name + ": " + answer);
                }
            }
            people.get("opr_zhao").get("/v1/refund-policies/GAME_CARD").expect(200);
        }
        assertThat(refused).isEmpty();
        assertThat(paid).isPositive();

        keycloak.startAgain();
        var old = people.get("cus_alice");
        keycloak.takesANewKey();
        var fresh = juhui.bearer(keycloak.tokenByPassword("shell", "cus_alice"));
        assertThat(part(fresh.token(), 0).path("kid").asString())
                .isNotEqualTo(part(old.token(), 0).path("kid").asString());
        Awaitility.await("the new key is known")
                .atMost(Duration.ofSeconds(10))
                .until(() -> fresh.get("/v1/refunds").status() == 200);
        old.get("/v1/refunds").expect(200);
    }

    private static void isPaid(Person storefront, Map<String, Person> people) {
        var order = storefront.placesOrder(Wish.of("cus_alice", MERCHANT).notExpress()).text("id");
        var alice = people.get("cus_alice");
        var refund = alice.appliesAndWaits(order).expect(201).text("id");
        people.get("li_ming").acts(refund, "approve", Map.of()).expect(200);
        awaitPaid(alice, refund);
    }

    private static String anOrder(Person storefront) {
        var id = storefront.placesOrder(Wish.of("cus_alice", MERCHANT).notExpress()).text("id");
        storefront.ships(id).expect(200);
        return id;
    }

    private static Answer applies(Person alice, String orderId, String picture) {
        var claim =
                Map.of(
                        "orderId", orderId,
                        "claim", "NOT_AS_DESCRIBED",
                        "reason", "CARD_INVALID",
                        "description", "兑换时提示卡密无效",
                        "evidenceIds", List.of(picture));
        var applied = alice.post("/v1/refunds", claim, Map.of("Prefer", "wait=10")).expect(201);
        assertThat(applied.text("status")).isEqualTo("MERCHANT_REVIEW");
        return applied;
    }

    private static void awaitPaid(Person who, String refundId) {
        Awaitility.await(refundId + " is paid")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> who.seesRefund(refundId).text("status").equals("COMPLETED"));
    }

    private static byte[] aScreenshot() throws IOException {
        try (var picture = KeycloakStory.class.getResourceAsStream("/demo/invalid-card.png")) {
            return Objects.requireNonNull(picture).readAllBytes();
        }
    }

    private static JsonNode part(String token, int number) {
        var text = Base64.getUrlDecoder().decode(token.split("\\.")[number]);
        return JsonMapper.shared().readTree(new String(text, StandardCharsets.UTF_8));
    }
}
