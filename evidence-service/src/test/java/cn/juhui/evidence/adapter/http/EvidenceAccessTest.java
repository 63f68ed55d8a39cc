package cn.juhui.evidence.adapter.http;

import static cn.juhui.contracts.Role.CUSTOMER;
import static cn.juhui.contracts.Role.MERCHANT;
import static cn.juhui.contracts.Role.OPERATOR;
import static cn.juhui.contracts.Role.STOREFRONT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.EvidenceSupplied;
import cn.juhui.contracts.refund.ReplacementAccountNamed;
import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Files;
import cn.juhui.platform.testkit.Calls;
import cn.juhui.platform.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Which evidence everybody there is can see, by each way there is. A new call or a new role without a line here fails.
class EvidenceAccessTest extends RunningService {

    private static final Duration SOON = Duration.ofSeconds(20);

    /// The pieces of one case.
    private enum Piece {
        /// What the case was applied for with.
        EVIDENCE("INVALID_CARD"),
        /// Called an account proof by its sender, and named with the account.
        PROOF("ACCOUNT_ABNORMAL"),
        /// Named with the account, and called something else.
        NAMED("OTHER"),
        /// Called an account proof by its sender, and only shown in a message.
        SAID("ACCOUNT_ABNORMAL");

        private final String kind;

        Piece(String kind) {
            this.kind = kind;
        }
    }

    private static final Set<Piece> ALL = EnumSet.allOf(Piece.class);
    private static final Set<Piece> ONLY_EVIDENCE = EnumSet.of(Piece.EVIDENCE);
    private static final Set<Piece> NONE = EnumSet.noneOf(Piece.class);

    /// @param roles for which it stands
    /// @param sees which pieces
    private record Reader(String token, Set<Role> roles, Set<Piece> sees) {}

    /// Shows one piece: 200 or 201 for who may see it, 404 for everybody else.
    private static final List<String> OF_ONE_PIECE =
            List.of(
                    "GET /v1/evidence/{id}",
                    "GET /v1/evidence/{id}/content",
                    "GET /v1/evidence/{id}/thumbnail",
                    "GET /internal/evidence/{id}/shown",
                    "POST /v1/evidence/{id}/links");

    /// Names pieces in one answer, of those that it would name for who sees all.
    private static final Map<String, Set<Piece>> OF_SEVERAL =
            Map.of(
                    "GET /internal/evidence",
                    ALL,
                    "GET /v1/refunds/{refundId}/messages",
                    ALL,
                    "GET /internal/refunds/{refundId}/messages",
                    ALL,
                    "GET /v1/orders/{orderId}/messages",
                    EnumSet.of(Piece.EVIDENCE, Piece.SAID));

    /// Shows nothing that the caller didn't bring (uploads, messages), or no evidence at all (the agents' desk), or is open to the holder of
    /// a link that somebody made who sees the piece (downloads).
    private static final List<String> OF_NONE =
            List.of(
                    "POST /v1/evidence",
                    "GET /v1/evidence/{id}/download",
                    "POST /v1/refunds/{refundId}/messages",
                    "POST /v1/orders/{orderId}/messages",
                    "GET /v1/conversations",
                    "GET /v1/conversations/{orderId}",
                    "POST /v1/conversations/{orderId}/take",
                    "POST /v1/conversations/{orderId}/hand-over",
                    "POST /v1/conversations/{orderId}/settle");

    private final Deal deal = aDeal();
    private final Map<Piece, String> ids = new EnumMap<>(Piece.class);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    @Autowired private MongoTemplate mongo;

    private String uploaded(String kind, String token) {
        return form(
                        token,
                        part("orderId", deal.orderId()),
                        part("kind", kind),
                        filePart("a.png", Drawings.png(Drawings.screen())),
                        Files.ascii("--x--\r\n"))
                .is(201)
                .text("id");
    }

    private static String saying(String text, String... evidenceIds) {
        var pieces = Stream.of(evidenceIds).map(id -> '"' + id + '"');
        return "{\"text\":\"%s\",\"evidenceIds\":[%s]}"
                .formatted(text, pieces.collect(Collectors.joining(",")));
    }

    private ReplacementAccountNamed accountNamed(String refundId, String... evidenceIds) {
        var order = deal.order();
        return new ReplacementAccountNamed(
                new CaseIds(
                        new RefundId(refundId),
                        new OrderId(order.orderId()),
                        "NO-" + order.orderId(),
                        new CustomerId(order.customerId()),
                        new MerchantId(order.merchantId())),
                PaymentChannel.BANK_CARD,
                "6222 **** **** 0123",
                List.of(evidenceIds),
                null);
    }

    /// A case with all of it, after a talk on its order that the merchant was asked into.
    ///
    /// @return the case's id
    private String aCaseWithSecrets() {
        for (var piece : Piece.values()) {
            ids.put(piece, uploaded(piece.kind, deal.customer()));
        }
        var order = "/v1/orders/" + deal.orderId() + "/messages";
        post(order, deal.customer(), "{\"text\":\"在吗\"}").is(201);
        post(order, AGENT, "{\"text\":\"请商家看\",\"askMerchant\":true}").is(201);
        var shown = new String[] {ids.get(Piece.EVIDENCE), ids.get(Piece.SAID)};
        post(order, deal.customer(), saying("请看", shown)).is(201);
        var refundId = NEIGHBOURS.caseOf(deal.order(), ids.get(Piece.EVIDENCE));
        var all = ids.values().toArray(String[]::new);
        var messages = "/v1/refunds/" + refundId + "/messages";
        await().atMost(SOON)
                .until(() -> post(messages, deal.customer(), saying("全部", all)).status() == 201);
        NEIGHBOURS.tell(accountNamed(refundId, ids.get(Piece.PROOF), ids.get(Piece.NAMED)));
        awaitUse(Piece.NAMED, "ACCOUNT_PROOF");
        return refundId;
    }

    private void awaitUse(Piece piece, String use) {
        var used = Criteria.where("_id").is(ids.get(piece)).and("state.use").is(use);
        await().atMost(SOON).until(() -> mongo.exists(new Query(used), "evidence"));
    }

    private Map<String, Reader> readers() {
        var customer = deal.order().customerId();
        var shop = deal.order().merchantId();
        var readers = new TreeMap<String, Reader>();
        add(readers, "customer", customer, null, ALL, CUSTOMER);
        add(readers, "merchant", "li", shop, ONLY_EVIDENCE, MERCHANT);
        add(readers, "agent", "agt_li", null, ALL, Role.AGENT);
        add(readers, "operator", "op", null, NONE, OPERATOR);
        add(readers, "storefront", "shop", null, NONE, STOREFRONT);
        add(readers, "another customer", "cus_other", null, NONE, CUSTOMER);
        add(readers, "another merchant", "wang", "mer_other", NONE, MERCHANT);
        add(readers, "agent of the merchant", "li", shop, ONLY_EVIDENCE, MERCHANT, Role.AGENT);
        add(readers, "customer at their own shop", customer, shop, ALL, CUSTOMER, MERCHANT);
        add(readers, "agent of another merchant", "wang", "mer_other", ALL, MERCHANT, Role.AGENT);
        return readers;
    }

    private static void add(
            Map<String, Reader> readers,
            String name,
            String subject,
            @Nullable String merchantId,
            Set<Piece> sees,
            Role... roles) {
        var token = TestTokens.token(subject, merchantId, roles);
        readers.put(name, new Reader(token, Set.of(roles), sees));
    }

    @Test
    void every_call_and_every_role_has_its_line() {
        var known = new ArrayList<>(OF_ONE_PIECE);
        known.addAll(OF_SEVERAL.keySet());
        known.addAll(OF_NONE);
        assertThat(Calls.of(controllers, "cn.juhui.evidence"))
                .containsExactlyInAnyOrderElementsOf(known);
        // The platform itself has no token.
        var withTokens = EnumSet.complementOf(EnumSet.of(Role.SYSTEM));
        assertThat(readers().values().stream().flatMap(reader -> reader.roles().stream()))
                .containsAll(withTokens);
    }

    @TestFactory
    Stream<DynamicTest> everybody_sees_what_they_may_see_by_every_way_there_is() {
        var refundId = aCaseWithSecrets();
        var tests = new LinkedHashMap<String, Runnable>();
        readers()
                .forEach((name, reader) -> {
                    for (var call : OF_ONE_PIECE) {
                        tests.put(call + " by " + name, () -> check(call, reader));
                    }
                    OF_SEVERAL.forEach((call, named) ->
                            tests.put(
                                    call + " by " + name,
                                    () -> check(call, refundId, named, reader)));
                });
        return tests.entrySet().stream()
                .map(test -> DynamicTest.dynamicTest(test.getKey(), test.getValue()::run));
    }

    private void check(String call, Reader reader) {
        var seen = EnumSet.noneOf(Piece.class);
        ids.forEach((piece, id) -> {
            var path = call.substring(call.indexOf('/')).replace("{id}", id);
            var answer =
                    call.startsWith("POST")
                            ? post(path, reader.token(), "{}")
                            : get(path, reader.token());
            assertThat(answer.status()).isIn(200, 201, 404);
            if (answer.status() != 404) {
                seen.add(piece);
            }
        });
        assertThat(seen).isEqualTo(reader.sees());
    }

    private void check(String call, String refundId, Set<Piece> named, Reader reader) {
        var path =
                call.substring(call.indexOf('/'))
                        .replace("{refundId}", refundId)
                        .replace("{orderId}", deal.orderId());
        var asking =
                call.equals("GET /internal/evidence")
                        ? "?ids=" + String.join(",", ids.values())
                        : "";
        var answer = get(path + asking, reader.token());
        assertThat(answer.status()).isIn(200, 404);
        var told = EnumSet.noneOf(Piece.class);
        ids.forEach((piece, id) -> {
            if (answer.body().contains(id)) {
                told.add(piece);
            }
        });
        var expected = EnumSet.copyOf(named);
        expected.retainAll(reader.sees());
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void a_merchant_sees_their_own_files_whatever_they_call_them() {
        var own = uploaded("ACCOUNT_ABNORMAL", deal.merchant());
        var colleague = TestTokens.token("colleague", deal.order().merchantId(), Role.MERCHANT);
        get("/v1/evidence/" + own, deal.merchant()).is(200);
        get("/v1/evidence/" + own, colleague).is(200);
        get("/v1/evidence/" + own, deal.customer()).is(200);
    }

    @Test
    void a_merchant_who_is_an_agent_too_learns_nothing_of_other_cases_at_their_own_order() {
        var id = uploaded("INVALID_CARD", deal.customer());
        var both = TestTokens.token("li", deal.order().merchantId(), Role.MERCHANT, Role.AGENT);
        assertThat(get("/v1/evidence/" + id, AGENT).is(200).json().has("duplicates")).isTrue();
        assertThat(get("/v1/evidence/" + id, both).is(200).json().has("duplicates")).isFalse();
        assertThat(
                        get("/internal/evidence?ids=" + id, both)
                                .is(200)
                                .json()
                                .get(0)
                                .has("duplicates"))
                .isFalse();
    }

    private void isFromBefore(String id, String uploadedAt) {
        mongo.updateFirst(
                new Query(Criteria.where("_id").is(id)),
                new Update().unset("state.use").set("state.uploadedAt", uploadedAt),
                "evidence");
    }

    /// Of a piece that became part of a case before that was kept nobody knows any more what for.
    @Test
    void what_an_old_document_does_not_say_is_taken_for_an_account_proof() {
        var before = uploaded("INVALID_CARD", deal.customer());
        var refundId = NEIGHBOURS.caseOf(deal.order(), before);
        var later = uploaded("OTHER", deal.customer());
        var order = deal.order();
        NEIGHBOURS.tell(
                new EvidenceSupplied(
                        new CaseIds(
                                new RefundId(refundId),
                                new OrderId(order.orderId()),
                                "NO-" + order.orderId(),
                                new CustomerId(order.customerId()),
                                new MerchantId(order.merchantId())),
                        List.of(later),
                        null));
        var attached = Criteria.where("_id").is(later).and("state.refundIds").is(refundId);
        await().atMost(SOON).until(() -> mongo.exists(new Query(attached), "evidence"));
        get("/v1/evidence/" + later, deal.merchant()).is(200);
        isFromBefore(before, "2026-01-01T00:00:00Z");
        isFromBefore(later, "2099-01-01T00:00:00Z");
        get("/v1/evidence/" + before, deal.merchant()).is(200);
        get("/v1/evidence/" + later, deal.merchant()).is(404);
        get("/v1/evidence/" + later + "/content", deal.customer()).is(200);
        get("/v1/evidence/" + later, AGENT).is(200);
    }
}
