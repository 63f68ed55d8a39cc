package cn.juhui.refund.adapter.http;

import static cn.juhui.contracts.Role.AGENT;
import static cn.juhui.contracts.Role.CUSTOMER;
import static cn.juhui.contracts.Role.MERCHANT;
import static cn.juhui.contracts.Role.OPERATOR;
import static cn.juhui.contracts.Role.STOREFRONT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.Calls;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.state.Payout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
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

/// What is told of a case, in every view of it, to everybody there is: which of its evidence, whose account, and which number. A new call
/// or a new role without a line here fails.
class EvidenceSightTest extends RunningService {

    private static final NearbyExhibits EXHIBITS = NearbyExhibits.SHARED;

    /// What may be told.
    private enum Secret {
        /// The evidence that the case was applied for with.
        EVIDENCE,
        /// What an account was named with, whatever its sender called it.
        NAMED_PROOF,
        /// A proof of an account that was brought in another way.
        OTHER_PROOF,
        HOLDER,
        MASKED_NUMBER
    }

    private static final Set<Secret> ALL = EnumSet.allOf(Secret.class);
    private static final Set<Secret> ONLY_EVIDENCE = EnumSet.of(Secret.EVIDENCE);
    private static final Set<Secret> NONE = EnumSet.noneOf(Secret.class);

    /// @param roles for which it stands
    /// @param may what it is told where the view tells it at all
    /// @param isSide whether it gets what only sides and agents get
    private record Reader(String token, Set<Role> roles, Set<Secret> may, boolean isSide) {}

    /// A call that shows something of a case.
    ///
    /// @param tells what it tells who may be told all of it
    private record View(String path, Set<Secret> tells, boolean onlySides) {}

    /// Calls that answer with the case, as `GET /v1/refunds/{id}` does: all of them by `RefundViews.of`.
    private static final Set<String> ANSWER_WITH_THE_CASE =
            Stream.of(
                            "",
                            "/{id}/withdraw",
                            "/{id}/urge",
                            "/{id}/offer/accept",
                            "/{id}/offer/decline",
                            "/{id}/appeal",
                            "/{id}/replacement-account",
                            "/{id}/intervention",
                            "/{id}/approve",
                            "/{id}/reject",
                            "/{id}/offer",
                            "/{id}/evidence",
                            "/{id}/resubmit",
                            "/{id}/evidence-request",
                            "/{id}/take",
                            "/{id}/replacement-account/verification",
                            "/{id}/ruling",
                            "/{id}/ruling/confirmation")
                    .map(path -> "POST /v1/refunds" + path)
                    .collect(Collectors.toUnmodifiableSet());

    /// Status and amounts only, or what was approved, for the other services of the house.
    private static final Set<String> SHOW_NO_CASE =
            Set.of(
                    "POST /v1/refunds/bulk",
                    "GET /internal/refunds/{refundId}/book",
                    "GET /internal/refunds/{refundId}/standing");

    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Secret, String> secrets = new TreeMap<>();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    @Autowired private RefundCommands commands;
    @Autowired private MongoTemplate mongo;

    private DeskCases desk;
    private String id = "";
    private String orderNo = "";

    /// Approved, and the money waits for the account that the customer named.
    @BeforeEach
    void aCaseWithSecrets() {
        desk = DeskCases.of(commands);
        var customer = TestTokens.customer(desk.customerId());
        var merchant = TestTokens.merchant(desk.merchantId());
        var evidence = Ids.next("evd");
        var proof = Ids.next("evd");
        var named = "evd_" + "a".repeat(32);
        id = desk.underReview(evidence);
        var application = commands.journal().find(id).orElseThrow().aggregate().application();
        orderNo = application.orderNo();
        NEIGHBOURS.evidence.put(
                proof,
                "{\"id\":\"%s\",\"kind\":\"ACCOUNT_ABNORMAL\",\"orderId\":\"%s\"}"
                        .formatted(proof, application.orderId()));
        post(
                        "/v1/refunds/" + id + "/evidence-request",
                        merchant,
                        "{\"kinds\":[\"OTHER\"],\"text\":\"请补充截图\"}")
                .is(200);
        post(
                        "/v1/refunds/" + id + "/evidence",
                        customer,
                        "{\"evidenceIds\":[\"" + proof + "\"],\"note\":\"见附图\"}")
                .is(200);
        post("/v1/refunds/" + id + "/approve", merchant, "{}").is(200);
        var closed =
                new Payout.Abnormal(
                        Ids.sibling("pay", id), PaymentChannel.ALIPAY, "ACCOUNT_CLOSED");
        desk.tell(id, Situations.news(closed), Situations.SYSTEM);
        desk.tell(
                id,
                Situations.account(Situations.ACCOUNT, Long.MAX_VALUE),
                new Actor(CUSTOMER, desk.customerId()));
        for (var piece : List.of(evidence, proof, named)) {
            EXHIBITS.exists(piece, "a picture".getBytes(UTF_8));
        }
        EXHIBITS.conversations.put(
                id,
                """
                {"data":[{"id":"msg_1","at":"2026-11-24T02:00:00Z","actor":{"role":"CUSTOMER","id":"cus"},
                 "text":"请看","evidenceIds":["%s","%s","%s"]}]}
                """
                        .formatted(evidence, proof, named));
        secrets.put(Secret.EVIDENCE, evidence);
        secrets.put(Secret.NAMED_PROOF, named);
        secrets.put(Secret.OTHER_PROOF, proof);
        secrets.put(Secret.HOLDER, "张三");
        secrets.put(Secret.MASKED_NUMBER, Situations.ACCOUNT);
    }

    private Map<String, View> views() {
        var withoutHolder = EnumSet.complementOf(EnumSet.of(Secret.HOLDER));
        return Map.of(
                "GET /v1/refunds/{id}",
                new View("/v1/refunds/" + id, ALL, false),
                "GET /v1/refunds",
                new View("/v1/refunds?orderNo=" + orderNo, ALL, false),
                "GET /v1/refunds/{id}/history",
                new View("/v1/refunds/" + id + "/history", withoutHolder, false),
                "GET /v1/refunds/{id}/dossier",
                new View("/v1/refunds/" + id + "/dossier", ALL, true),
                "GET /v1/refunds/export",
                new View("/v1/refunds/export", NONE, false),
                "GET /v1/refunds/counts",
                new View("/v1/refunds/counts", NONE, false),
                "GET /v1/statistics",
                new View("/v1/statistics", NONE, false),
                "GET /v1/operations/stuck",
                new View("/v1/operations/stuck", NONE, false),
                "GET /v1/operations/deadlines",
                new View("/v1/operations/deadlines?within=P7D", NONE, false),
                "GET /v1/operations/late-merchants",
                new View("/v1/operations/late-merchants", NONE, false));
    }

    private Map<String, Reader> readers() {
        var customer = desk.customerId();
        var shop = desk.merchantId();
        var operators = EnumSet.of(Secret.EVIDENCE, Secret.MASKED_NUMBER);
        var readers = new TreeMap<String, Reader>();
        add(readers, "customer", customer, null, ALL, true, CUSTOMER);
        add(readers, "merchant", "li", shop, ONLY_EVIDENCE, true, MERCHANT);
        add(readers, "agent", "agt_li", null, ALL, true, AGENT);
        add(readers, "operator", "op", null, operators, false, OPERATOR);
        add(readers, "storefront", "shop", null, NONE, false, STOREFRONT);
        add(readers, "another customer", "cus_other", null, NONE, false, CUSTOMER);
        add(readers, "another merchant", "wang", "mer_other", NONE, false, MERCHANT);
        add(readers, "agent of the merchant", "li", shop, ONLY_EVIDENCE, true, MERCHANT, AGENT);
        add(
                readers,
                "operator of the merchant",
                "li",
                shop,
                ONLY_EVIDENCE,
                true,
                MERCHANT,
                OPERATOR);
        add(readers, "customer at their own shop", customer, shop, ALL, true, CUSTOMER, MERCHANT);
        add(readers, "agent of another merchant", "wang", "mer_other", ALL, true, MERCHANT, AGENT);
        return readers;
    }

    private static void add(
            Map<String, Reader> readers,
            String name,
            String subject,
            @Nullable String merchantId,
            Set<Secret> may,
            boolean isSide,
            Role... roles) {
        var token = TestTokens.token(subject, merchantId, roles);
        readers.put(name, new Reader(token, Set.of(roles), may, isSide));
    }

    @Test
    void every_call_and_every_role_has_its_line() {
        var known = new ArrayList<>(views().keySet());
        known.addAll(ANSWER_WITH_THE_CASE);
        known.addAll(SHOW_NO_CASE);
        assertThat(Calls.of(controllers, "cn.juhui.refund"))
                .containsExactlyInAnyOrderElementsOf(known);
        // The platform itself has no token.
        var withTokens = EnumSet.complementOf(EnumSet.of(Role.SYSTEM));
        assertThat(readers().values().stream().flatMap(reader -> reader.roles().stream()))
                .containsAll(withTokens);
    }

    @TestFactory
    Stream<DynamicTest> everybody_is_told_what_they_may_be_told_in_every_view() {
        return views().entrySet().stream()
                .flatMap(view ->
                        readers().entrySet().stream()
                                .map(reader ->
                                        DynamicTest.dynamicTest(
                                                view.getKey() + " for " + reader.getKey(),
                                                () -> check(view.getValue(), reader.getValue()))));
    }

    private void check(View view, Reader reader) {
        var expected = EnumSet.noneOf(Secret.class);
        if (reader.isSide() || !view.onlySides()) {
            expected.addAll(view.tells());
            expected.retainAll(reader.may());
        }
        assertThat(told(view.path(), reader.token())).isEqualTo(expected);
    }

    private Set<Secret> told(String path, String token) {
        var text = read(path, token);
        return secrets.entrySet().stream()
                .filter(secret -> text.contains(secret.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Secret.class)));
    }

    /// All that is in an answer, also in the files of an archive and their names.
    private String read(String path, String token) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .build();
            var answer = ANSWERS.checked(http.send(request, BodyHandlers.ofByteArray()));
            assertThat(answer.statusCode()).isIn(200, 403, 404);
            return path.endsWith("/dossier") && answer.statusCode() == 200
                    ? unzipped(answer.body())
                    : new String(answer.body(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String unzipped(byte[] bytes) throws IOException {
        var all = new StringBuilder();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.append(entry.getName()).append('\n');
                all.append(new String(zip.readAllBytes(), UTF_8)).append('\n');
            }
        }
        return all.toString();
    }

    @Test
    void a_merchant_asks_for_nothing_that_they_would_not_be_shown() {
        var other = desk.underReview();
        var refused =
                post(
                                "/v1/refunds/" + other + "/evidence-request",
                                TestTokens.merchant(desk.merchantId()),
                                "{\"kinds\":[\"OTHER\",\"ACCOUNT_ABNORMAL\"],\"text\":\"请补充\"}")
                        .is(400)
                        .says("INVALID_INPUT");
        assertThat(refused.json().at("/errors/0/pointer").asString("")).contains("/kinds/1");
    }

    @Test
    void the_history_counts_only_what_its_reader_is_told_of() {
        var path = "/v1/refunds/" + id + "/history";
        assertThat(get(path, TestTokens.customer(desk.customerId())).response().body())
                .contains("补充了 1 份凭证，并说明：见附图");
        assertThat(get(path, TestTokens.merchant(desk.merchantId())).response().body())
                .contains("补充了说明：见附图")
                .doesNotContain("补充了 1 份凭证");
    }

    @Test
    void a_case_from_before_that_was_kept_withholds_what_its_history_says() {
        mongo.updateFirst(
                new Query(Criteria.where("_id").is(id)),
                new Update().unset("state.accountProofs"),
                "refunds");
        var merchant = TestTokens.merchant(desk.merchantId());
        for (var view : views().values()) {
            assertThat(told(view.path(), merchant))
                    .doesNotContain(Secret.NAMED_PROOF, Secret.HOLDER, Secret.MASKED_NUMBER);
        }
        assertThat(told("/v1/refunds/" + id, merchant)).contains(Secret.EVIDENCE);
        assertThat(told("/v1/refunds/" + id, TestTokens.agent("agt_li"))).isEqualTo(ALL);
    }
}
