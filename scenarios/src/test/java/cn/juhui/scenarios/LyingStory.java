package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.FINAL;
import static cn.juhui.scenarios.Cases.assertGapFreeHistory;
import static cn.juhui.scenarios.Cases.cardStatus;
import static cn.juhui.scenarios.Cases.firstCard;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One card, a merchant who lies about it, and a customer who never used it.
final class LyingStory {

    private static final long PRICE = 9_900;
    private static final Duration SELF_SERVICE_WINDOW = Duration.ofMinutes(15);

    /// What an end without money can rest on.
    private static final Set<String> REASONED_ENDS =
            Set.of("refund.withdrawn", "refund.closed", "refund.declined");

    private final Juhui juhui;
    private final Random random;
    private final boolean honest;
    private final String customerId = fresh("cus");
    private final String merchantId = fresh("mer");
    private final Person customer;
    private final Person merchant;
    private final List<String> told = new ArrayList<>();
    private String orderId = "";
    private String orderNo = "";
    private String cardId = "";
    private Instant shippedAt = Instant.EPOCH;
    private @Nullable String refundId;
    private @Nullable String promisedBy;
    private boolean claimed;

    LyingStory(Juhui juhui, long seed, boolean honest) {
        this.juhui = juhui;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.honest = honest;
        this.customer = juhui.customer(customerId);
        this.merchant = juhui.merchant(merchantId);
        told.add("seed " + seed + (honest ? ", honest customer" : ", any customer"));
    }

    void begins() {
        var placed =
                Wish.of(customerId, merchantId)
                        .notExpress()
                        .placed(juhui.now().minus(Duration.ofHours(5)));
        var order = juhui.storefront().placesOrder(placed);
        orderId = order.text("id");
        orderNo = order.text("orderNo");
        cardId = firstCard(order);
        ships();
        if (random.nextBoolean()) {
            claimsUse();
        }
        applies();
    }

    void goesOn() {
        merchantActs();
        if (honest) {
            actsHonestly();
        } else {
            triesAnything();
        }
    }

    // The merchant

    /// Delivered just now, told as if it were hours ago: the window must not have ended meanwhile.
    private void ships() {
        var now = juhui.now();
        var earlier = random.nextBoolean() ? now.minus(Duration.ofHours(3)) : now;
        shippedAt = earlier;
        note(
                "ships as of " + earlier,
                merchant.post(
                                "/v1/orders/" + orderId + "/shipments",
                                Map.of("shippedAt", earlier.toString()))
                        .expect(200));
        var seen =
                customer.get("/v1/orders/" + orderId + "/refund-eligibility?reason=UNUSED")
                        .expect(200);
        assertThat(Instant.parse(seen.text("windowEndsAt")))
                .as("%s: the window", told)
                .isAfterOrEqualTo(now.plus(SELF_SERVICE_WINDOW));
        assertThat(seen.json().path("eligible").asBoolean()).as("%s", told).isTrue();
    }

    private void claimsUse() {
        var past =
                random.nextInt(3) == 0
                        ? juhui.now().minus(Duration.ofMinutes(random.nextInt(300)))
                        : shippedAt;
        var remaining = List.of(0, 1, 5_000).get(random.nextInt(3));
        var answer =
                merchant.post(
                        "/v1/orders/" + orderId + "/cards/" + cardId + "/usage",
                        Map.of(
                                "remainingValue",
                                remaining,
                                "reportedAt",
                                past.toString(),
                                "text",
                                "系统显示已兑换"));
        assertThat(answer.status()).as("%s: %s", told, answer.body()).isIn(200, 202, 409, 422);
        claimed |= answer.status() == 202;
        note("claims a use, " + remaining + " left", answer);
    }

    private void merchantActs() {
        var refund = refundId;
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> claimsUse();
            case 3, 4 -> merchantDoes(refund, "reject", Map.of("code", "CARD_USED", "text", "已使用"));
            case 5 ->
                    merchantDoes(
                            refund,
                            "evidence-request",
                            Map.of("kinds", List.of("DELIVERY_RECORD"), "text", "请补充"));
            case 6 -> merchantDoes(refund, "offer", Map.of("amount", cny(1), "text", "最多退一分"));
            default -> {
                if (random.nextInt(3) == 0) {
                    merchantDoes(refund, "approve", Map.of());
                }
            }
        }
    }

    private void merchantDoes(@Nullable String refund, String action, Map<String, Object> body) {
        if (refund != null) {
            note("merchant: " + action, merchant.acts(refund, action, body));
        }
    }

    // The customer

    /// By themselves, or, when the merchant's word already stands in the way, with proof through an agent.
    private void applies() {
        var made = customer.appliesAndWaits(orderId);
        note("applies", made);
        if (made.status() != 201) {
            made = agentApplies();
        }
        if (made.status() == 201) {
            refundId = made.text("id");
        }
        assertThat(made.status()).as("%s: %s", told, made.body()).isEqualTo(201);
    }

    private Answer agentApplies() {
        var wish = new HashMap<String, Object>(Person.application(orderId));
        wish.put("cardIds", List.of(cardId));
        wish.put("onBehalfOf", customerId);
        wish.put("requestedAmount", cny(PRICE));
        wish.put("evidenceIds", List.of(proof("REMAINING_VALUE")));
        var made = juhui.agent("agt_opener").post("/v1/refunds", wish, Map.of("Prefer", "wait=10"));
        note("an agent applies", made);
        return made;
    }

    private String proof(String kind) {
        return customer.uploads(orderId, kind, aScreenshot()).expect(201).text("id");
    }

    private void actsHonestly() {
        var seen = seen();
        if (seen == null) {
            return;
        }
        switch (seen.text("status")) {
            case "REJECTED" -> customerDoes("appeal", Map.of("statement", "没有使用过，请平台核实"));
            case "AWAITING_EVIDENCE" ->
                    customerDoes(
                            "evidence",
                            Map.of(
                                    "evidenceIds",
                                    List.of(proof("DELIVERY_RECORD")),
                                    "note",
                                    "卡券未使用"));
            case "OFFERED" -> customerDoes("offer/decline", Map.of());
            default -> {}
        }
    }

    private void triesAnything() {
        if (refundId == null) {
            return;
        }
        switch (random.nextInt(9)) {
            case 0 -> customerDoes("withdraw", Map.of());
            case 1 -> customerDoes("urge", Map.of());
            case 2 -> customerDoes("appeal", Map.of("statement", "我不服"));
            case 3 -> customerDoes("intervention", Map.of("statement", "请平台处理"));
            case 4 -> customerDoes("offer/accept", Map.of());
            case 5 -> customerDoes("offer/decline", Map.of());
            case 6 ->
                    customerDoes(
                            "resubmit",
                            Map.of("evidenceIds", List.of(proof("CONVERSATION")), "note", "请再看看"));
            case 7 -> note("applies again", customer.appliesAndWaits(orderId));
            default -> customerDoes("approve", Map.of());
        }
    }

    private void customerDoes(String action, Map<String, Object> body) {
        var refund = refundId;
        if (refund != null) {
            note("customer: " + action, customer.acts(refund, action, body));
        }
    }

    // The platform

    void isDecidedByAnAgent() {
        var refund = refundId;
        if (refund == null) {
            return;
        }
        for (var name : List.of("agt_first", "agt_second", "agt_third")) {
            var agent = juhui.agent(name);
            var seen = agent.seesRefund(refund).expect(200);
            var allowed = seen.json().path("allowedActions").toString();
            if (allowed.contains("\"RULING_CONFIRMATION\"")) {
                var confirmation = Map.of("decision", "ACCEPT", "text", "核对无误");
                note(name + " confirms", agent.acts(refund, "ruling/confirmation", confirmation));
            } else if (allowed.contains("\"RULING\"")) {
                note(name + " rules", agent.acts(refund, "ruling", ruling(seen)));
            }
        }
    }

    private static Map<String, Object> ruling(Answer seen) {
        var full = seen.json().at("/requested/value").asLong() == PRICE;
        var body = new HashMap<String, Object>();
        body.put("decision", full ? "FULL" : "AMOUNT");
        if (!full) {
            body.put("amount", cny(PRICE));
        }
        body.putAll(Map.of("rule", "R4", "text", "凭证显示未使用", "costBearer", "MERCHANT"));
        return body;
    }

    boolean isOver() {
        var seen = seen();
        return seen == null || FINAL.contains(seen.text("status"));
    }

    boolean hadClaims() {
        return claimed;
    }

    @Override
    public String toString() {
        return String.join("\n  ", told);
    }

    void isFair() {
        var seen = Objects.requireNonNull(seen());
        var status = seen.text("status");
        var story = String.join("\n  ", told) + "\n  → " + status;
        var paid = paid();
        assertGapFreeHistory(customer, Objects.requireNonNull(refundId));
        assertThat(paid.size()).as(story).isLessThanOrEqualTo(1);
        assertThat(paid.stream().mapToLong(LyingStory::amount).sum())
                .as(story)
                .isEqualTo(
                        status.equals("COMPLETED")
                                ? seen.json().at("/approved/value").asLong()
                                : 0L);
        if (honest) {
            assertThat(paid.stream().mapToLong(LyingStory::amount).sum())
                    .as(story)
                    .isEqualTo(PRICE);
        }
        if (promisedBy != null) {
            assertThat(status).as("%s promised it: %s", promisedBy, story).isEqualTo("COMPLETED");
        }
        if (status.equals("COMPLETED")) {
            assertThat(cardStatus(customer.seesOrder(orderId))).as(story).isEqualTo("VOIDED");
        } else {
            // What a party told just before may be heard just after.
            var ends =
                    history().stream()
                            .filter(step -> REASONED_ENDS.contains(step.path("type").asString()))
                            .toList();
            assertThat(ends).as(story).hasSize(1);
            assertThat(ends.getFirst().path("text").asString()).as(story).isNotBlank();
        }
    }

    private List<JsonNode> history() {
        return customer.get("/v1/refunds/" + refundId + "/history")
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    private List<JsonNode> paid() {
        return juhui.paidThrough("ALIPAY").stream()
                .filter(p -> p.path("channelTransactionId").asString().equals("T" + orderNo))
                .toList();
    }

    private static long amount(JsonNode payment) {
        var amount = payment.path("amount");
        return amount.isObject() ? amount.path("value").asLong() : amount.asLong();
    }

    private @Nullable Answer seen() {
        return refundId == null ? null : customer.seesRefund(refundId).expect(200);
    }

    private static Map<String, Object> cny(long fen) {
        return Map.of("value", fen, "currency", "CNY");
    }

    /// Remembers what was done, and whether it promised money.
    private void note(String what, Answer answer) {
        told.add(what + " → " + answer.status() + " " + answer.text("status"));
        assertThat(answer.status())
                .as("%s: %s", told, answer.body())
                .isNotEqualTo(400)
                .isLessThan(500);
        var promises = answer.status() == 200 || answer.status() == 201;
        if (promises && Stream.of("PAYING", "COMPLETED").anyMatch(answer.text("status")::equals)) {
            promisedBy = what;
        }
    }

    private static byte[] aScreenshot() {
        try (var picture = LyingStory.class.getResourceAsStream("/demo/invalid-card.png")) {
            return Objects.requireNonNull(picture).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
