package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.support.BankCards;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The buttons of a case, each with a body that fits, pressed for one deal. What an approval promised is remembered.
final class Steps {

    /// A case that was approved is in one of these, if the answer is the first one's.
    private static final Set<String> PROMISED = Set.of("PAYING", "COMPLETED", "PAYOUT_ABNORMAL");

    private static final Map<String, String> PROOFS =
            Map.of(
                    "CARD_INVALID", "INVALID_CARD",
                    "DELIVERY_LATE", "DELIVERY_RECORD",
                    "PARTIALLY_USED", "REMAINING_VALUE");

    private static final List<String> REASONS =
            List.of(
                    "UNUSED",
                    "UNUSED",
                    "UNUSED",
                    "CARD_INVALID",
                    "DELIVERY_LATE",
                    "PARTIALLY_USED");

    private static final Set<String> BOUND = Set.of("FROZEN", "VOIDED", "USED");

    private final Deal deal;
    private final RandomGenerator chance;

    Steps(Deal deal, RandomGenerator chance) {
        this.deal = deal;
        this.chance = chance;
    }

    static Map<String, Object> cny(long fen) {
        return Map.of("value", fen, "currency", "CNY");
    }

    /// A customer applies for some of the cards, or an agent does for them.
    void applies() {
        var cards = someCards();
        var most = cards.size() * Deal.UNIT_PRICE;
        var asked = chance.nextInt(4) == 0 ? chance.nextLong(1, most + 1) : most;
        var byAgent = chance.nextInt(5) == 0;
        var reason = REASONS.get(chance.nextInt(REASONS.size()));
        var body = new HashMap<String, Object>();
        body.put("orderId", deal.orderId);
        body.put("claim", "OTHER");
        body.put("reason", reason);
        body.put("description", "申请退款 " + Long.toHexString(chance.nextLong()));
        body.put("cardIds", cards);
        if (asked < most || byAgent) {
            body.put("requestedAmount", cny(asked));
        }
        var kind = PROOFS.get(reason);
        if (kind != null) {
            body.put("evidenceIds", List.of(deal.proof(deal.customer, kind)));
        }
        if (byAgent) {
            body.put("onBehalfOf", deal.customerId);
        }
        var who = byAgent ? deal.juhui.agent(Deal.AGENTS.getLast()) : deal.customer;
        var wait = chance.nextBoolean() ? Map.of("Prefer", "wait=3") : Map.<String, String>of();
        var made = Phone.post(who, "/v1/refunds", body, wait).answer();
        deal.note(byAgent ? "agent" : "customer", "applies " + reason + " " + asked, made);
        if (made.status() == 201 && deal.express) {
            deal.isApproved(made.text("id"), "SYSTEM", made.json().at("/requested/value").asLong());
        }
    }

    /// Mostly such as are in no case.
    private List<String> someCards() {
        var order = Phone.get(deal.customer, "/v1/orders/" + deal.orderId).expect(200);
        var free =
                order.json()
                        .at("/items/0/cards")
                        .valueStream()
                        .filter(card -> !BOUND.contains(card.path("status").asString()))
                        .map(card -> card.path("id").asString())
                        .toList();
        var from = free.isEmpty() || chance.nextInt(6) == 0 ? deal.cards : free;
        var some = from.stream().filter(_ -> chance.nextBoolean()).toList();
        return some.isEmpty() ? from : some;
    }

    /// Presses a button of the customer's.
    void customer(String refundId, String action) {
        var statement = Map.<String, Object>of("statement", "请平台核实");
        switch (action) {
            case "WITHDRAW" -> press(deal.customer, refundId, "withdraw", Map.of());
            case "URGE" -> press(deal.customer, refundId, "urge", Map.of());
            case "APPEAL" -> press(deal.customer, refundId, "appeal", statement);
            case "INTERVENTION" -> press(deal.customer, refundId, "intervention", statement);
            case "OFFER_ACCEPT" ->
                    approves(deal.customer, "CUSTOMER", refundId, "offer/accept", Map.of());
            case "OFFER_DECLINE" -> press(deal.customer, refundId, "offer/decline", Map.of());
            case "EVIDENCE" -> press(deal.customer, refundId, "evidence", evidence());
            case "RESUBMIT" -> press(deal.customer, refundId, "resubmit", evidence());
            case "REPLACEMENT_ACCOUNT" -> namesAccount(refundId);
            default -> throw new IllegalArgumentException(action);
        }
    }

    private Map<String, Object> evidence() {
        return Map.of("evidenceIds", List.of(deal.proof(deal.customer, "CONVERSATION")));
    }

    private void namesAccount(String refundId) {
        var number =
                BankCards.ending("62220200" + chance.nextLong(1_000_000_000L, 10_000_000_000L));
        deal.isNamed(refundId, number);
        press(
                deal.customer,
                refundId,
                "replacement-account",
                Map.of(
                        "channel",
                        "BANK_CARD",
                        "account",
                        number,
                        "holderName",
                        "张三",
                        "bankName",
                        "中国银行",
                        "evidenceIds",
                        List.of(deal.proof(deal.customer, "ACCOUNT_ABNORMAL"))));
    }

    /// Presses a button of the merchant's.
    void merchant(String refundId, String action) {
        switch (action) {
            case "APPROVE" -> approves(deal.merchant, "MERCHANT", refundId, "approve", Map.of());
            case "REJECT" ->
                    press(
                            deal.merchant,
                            refundId,
                            "reject",
                            Map.of("code", "NOT_OUR_FAULT", "text", "卡密正常"));
            case "OFFER" -> {
                var amount = cny(chance.nextLong(1, Deal.UNIT_PRICE));
                press(deal.merchant, refundId, "offer", Map.of("amount", amount, "text", "各退一步"));
            }
            case "EVIDENCE_REQUEST" -> asksForEvidence(deal.merchant, refundId);
            default -> throw new IllegalArgumentException(action);
        }
    }

    private void asksForEvidence(Person who, String refundId) {
        var body = Map.of("kinds", List.of("CONVERSATION"), "text", "请补充");
        press(who, refundId, "evidence-request", body);
    }

    /// Presses a button of an agent's.
    ///
    /// @param requested in fen
    void agent(String name, String refundId, String action, boolean kind, long requested) {
        var who = deal.juhui.agent(name);
        var verdict = Map.<String, Object>of("decision", kind ? "ACCEPT" : "REFUSE", "text", "已核对");
        switch (action) {
            case "TAKE" -> press(who, refundId, "take", Map.of());
            case "EVIDENCE_REQUEST" -> asksForEvidence(who, refundId);
            case "RULING" -> approves(who, "AGENT", refundId, "ruling", ruling(kind, requested));
            case "RULING_CONFIRMATION" ->
                    approves(who, "AGENT", refundId, "ruling/confirmation", verdict);
            case "REPLACEMENT_ACCOUNT_VERIFICATION" ->
                    press(who, refundId, "replacement-account/verification", verdict);
            default -> throw new IllegalArgumentException(action);
        }
    }

    private Map<String, Object> ruling(boolean kind, long requested) {
        var body = new HashMap<String, Object>();
        body.putAll(Map.of("rule", "R4", "text", "按凭证裁定", "costBearer", "MERCHANT"));
        if (!kind) {
            body.put("decision", "REFUSE");
        } else if (chance.nextBoolean()) {
            body.put("decision", "FULL");
        } else {
            body.put("decision", "AMOUNT");
            body.put("amount", cny(chance.nextLong(1, requested + 1)));
        }
        return body;
    }

    private void press(Person who, String refundId, String action, Map<String, Object> body) {
        answer(who, refundId, action, body);
    }

    /// What may be a yes. A yes whose first answer was lost says 409 the second time, and may have been given all the same.
    private void approves(
            Person who, String role, String refundId, String action, Map<String, Object> body) {
        var answered = answer(who, refundId, action, body);
        if (answered.answer().status() == 200
                && PROMISED.contains(answered.answer().text("status"))) {
            var amount = answered.answer().json().at("/approved/value").asLong();
            deal.isApproved(refundId, role, amount);
        } else if (answered.again() && !isRefusal(body)) {
            deal.isApproved(refundId, role, Word.LOST);
        }
    }

    private static boolean isRefusal(Map<String, Object> body) {
        return "REFUSE".equals(body.get("decision"));
    }

    private Phone.Answered answer(
            Person who, String refundId, String action, Map<String, Object> body) {
        var answered = Phone.post(who, "/v1/refunds/" + refundId + "/" + action, body, Map.of());
        var answer = answered.answer();
        deal.note(refundId.substring(refundId.length() - 6), action, answer);
        if (answer.status() == 400) {
            throw new AssertionError(action + " of the test is ill-formed: " + answer);
        }
        return answered;
    }

    // The cards

    void ships() {
        var answer = Phone.post(who(), path("/shipments"), Map.of(), Map.of()).answer();
        deal.note("shop", "ships", answer);
    }

    /// Storefront or merchant tell of a use.
    void tellsOfUse() {
        var card = deal.cards.get(chance.nextInt(deal.cards.size()));
        var left = Map.of("remainingValue", chance.nextInt(3) * 3_000);
        var answer = Phone.post(who(), path("/cards/" + card + "/usage"), left, Map.of()).answer();
        deal.note("shop", "tells of a use, " + left, answer);
    }

    private Person who() {
        return chance.nextBoolean() ? deal.juhui.storefront() : deal.merchant;
    }

    private String path(String rest) {
        return "/v1/orders/" + deal.orderId + rest;
    }

    void supplierKnows() {
        var card = deal.cards.get(chance.nextInt(deal.cards.size()));
        var state = chance.nextInt(3) == 0 ? "USED" : "UNUSED";
        deal.juhui.supplierSays(card, Map.of("state", state));
        deal.note("supplier: " + state);
    }

    static List<String> allowed(Answer seen) {
        return seen.json().path("allowedActions").valueStream().map(a -> a.asString()).toList();
    }

    /// Mostly something that the case allows, now and then anything.
    @Nullable String choice(List<String> allowed, List<String> any) {
        var fitting = any.stream().filter(allowed::contains).toList();
        if (fitting.isEmpty() && chance.nextInt(3) > 0) {
            return null;
        }
        var from = fitting.isEmpty() || chance.nextInt(5) == 0 ? any : fitting;
        return from.get(chance.nextInt(from.size()));
    }
}
