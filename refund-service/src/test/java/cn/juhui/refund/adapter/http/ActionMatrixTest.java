package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.Crashes;
import cn.juhui.platform.testkit.StoreReads;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.machine.RefundMachine;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every button in every situation for everybody: it works if and only if `allowedActions` has it. A stale view, a second click
/// and a wrong amount change nothing.
@TestPropertySource(properties = "test.context=of its own, where the clock stands still")
class ActionMatrixTest extends RunningService {

    private static final String NEW_EVIDENCE = "evd_" + "f".repeat(32);
    private static final Map<String, String> SIDES = new LinkedHashMap<>();
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        SIDES.put("customer", TestTokens.customer("cus_alice"));
        SIDES.put("merchant", TestTokens.merchant("mer_happy"));
        SIDES.put("agent", TestTokens.agent("agent_chen"));
        SIDES.put("another agent", TestTokens.agent("agent_du"));
        SIDES.put(
                "customer who is an agent",
                TestTokens.token("cus_alice", null, Role.CUSTOMER, Role.AGENT));
        SIDES.put(
                "merchant who is an agent",
                TestTokens.token("staff", "mer_happy", Role.MERCHANT, Role.AGENT));
        OTHERS.put("operator", TestTokens.operator());
        OTHERS.put("storefront", TestTokens.storefront());
        OTHERS.put("another customer", TestTokens.customer("cus_mallory"));
        OTHERS.put("another merchant", TestTokens.merchant("mer_other"));
    }

    /// What each amount that can't be paid is answered with.
    private static final Map<String, Integer> WRONG_AMOUNTS =
            Map.of(
                    "{\"value\":0,\"currency\":\"CNY\"}", 400,
                    "{\"value\":-1,\"currency\":\"CNY\"}", 400,
                    "{\"value\":9901,\"currency\":\"CNY\"}", 422,
                    "{\"value\":100,\"currency\":\"USD\"}", 422,
                    "{\"value\":1.5,\"currency\":\"CNY\"}", 400,
                    "{\"value\":9223372036854775807,\"currency\":\"CNY\"}", 400);

    @Autowired private Journal<Refund, RefundEvent> journal;
    @Autowired private MongoTemplate mongo;
    @Autowired private StoreReads reads;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    @BeforeEach
    void evidenceExists() {
        var order = Situations.requested().refund().application().orderId();
        NEIGHBOURS.evidence.put(
                NEW_EVIDENCE,
                "{\"id\":\"%s\",\"kind\":\"ACCOUNT_ABNORMAL\",\"orderId\":\"%s\"}"
                        .formatted(NEW_EVIDENCE, order));
    }

    private static Stream<DynamicTest> inEverySituation(
            Map<String, String> people, java.util.function.BiConsumer<Refund, String> check) {
        return Situations.all().entrySet().stream()
                .flatMap(s ->
                        people.entrySet().stream()
                                .map(who ->
                                        DynamicTest.dynamicTest(
                                                s.getKey() + ", " + who.getKey(),
                                                () ->
                                                        check.accept(
                                                                s.getValue().refund(),
                                                                who.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> a_button_works_if_and_only_if_it_is_among_the_allowed_actions() {
        return inEverySituation(SIDES, this::pressEach);
    }

    @TestFactory
    Stream<DynamicTest> who_is_no_side_of_a_case_can_press_nothing() {
        return inEverySituation(OTHERS, this::pressInVain);
    }

    @TestFactory
    Stream<DynamicTest> nobody_is_an_agent_of_their_own_case() {
        var conflicted =
                Map.of(
                        "customer",
                        "customer who is an agent",
                        "merchant",
                        "merchant who is an agent");
        return conflicted.entrySet().stream()
                .flatMap(pair ->
                        inEverySituation(
                                Map.of(pair.getValue(), SIDES.get(pair.getValue())),
                                (refund, token) ->
                                        assertThat(allowed(stored(refund), token))
                                                .isEqualTo(
                                                        allowed(
                                                                stored(refund),
                                                                SIDES.get(pair.getKey())))));
    }

    private void pressEach(Refund refund, String token) {
        var id = stored(refund);
        var allowed = allowed(id, token);
        for (var action : Action.values()) {
            if (allowed.contains(action)) {
                pressTwice(stored(refund), action, token);
            } else {
                var answer = press(id, action, token);
                assertThat(answer.status())
                        .as("%s %s", action, answer.response().body())
                        .isIn(200, 403, 409);
                if (answer.status() == 409) {
                    answer.says("ACTION_NOT_ALLOWED");
                    assertThat(answer.text("currentStatus")).isEqualTo(refund.status().name());
                }
            }
        }
        assertThat(version(id, token)).as("after every other button").isEqualTo(1);
    }

    /// First with the view of another version, then with wrong amounts, then rightly, which reads the case once, and once more.
    private void pressTwice(String id, Action action, String token) {
        press(id, action, token, "If-Match", "\"77\"").is(412).says("STALE_VERSION");
        if (EnumSet.of(Action.APPROVE, Action.OFFER, Action.RULING).contains(action)) {
            WRONG_AMOUNTS.forEach(
                    (amount, status) -> send(id, action, token, of(amount, action)).is(status));
        }
        assertThat(version(id, token)).as("%s in vain", action).isEqualTo(1);
        var view =
                new String[] {"If-Match", "\"1\"", "Idempotency-Key", UUID.randomUUID().toString()};
        assertThat(reads.during(id, () -> press(id, action, token, view).is(200)))
                .as("how often %s reads the case", action)
                .isEqualTo(1);
        afterACrash(id, action, token, view);
        var again = press(id, action, token);
        assertThat(again.status()).as(again.response().body()).isIn(200, 409);
        assertThat(version(id, token)).as("%s twice", action).isEqualTo(2);
    }

    /// The process died after the click and before its answer was stored: the same click again, with the view of before, is answered with the
    /// case as it is.
    private void afterACrash(String id, Action action, String token, String... view) {
        Crashes.beforeTheAnswersWereStored(mongo);
        var repeated = press(id, action, token, view);
        repeated.is(200);
        assertThat(repeated.header("Idempotency-Replayed")).isEmpty();
        assertThat(repeated.json().path("version").asInt()).as("%s", action).isEqualTo(2);
        assertThat(press(id, action, token, view).header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void every_operation_is_repeated_after_a_crash_here_or_in_the_test_named_beside_it() {
        var here =
                Arrays.stream(Action.values())
                        .map(action -> "POST /v1/refunds/{id}/" + path(action));
        var elsewhere =
                Stream.of(
                        "POST /v1/refunds", // RefundServiceTest
                        "POST /v1/refunds/bulk"); // BulkTest
        assertThat(Crashes.operations(controllers))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(here, elsewhere).distinct().toList());
    }

    private void pressInVain(Refund refund, String token) {
        var id = stored(refund);
        for (var action : Action.values()) {
            assertThat(press(id, action, token).status()).as("%s", action).isIn(403, 404);
        }
        assertThat(journal.find(id).orElseThrow().version()).isEqualTo(1);
    }

    private Answer press(String id, Action action, String token, String... headers) {
        return send(id, action, token, body(action), headers);
    }

    private Answer send(String id, Action action, String token, String body, String... headers) {
        return post("/v1/refunds/" + id + "/" + path(action), token, body, headers);
    }

    private static String path(Action action) {
        return action.name()
                .toLowerCase(Locale.ROOT)
                .replace('_', '-')
                .replace("offer-", "offer/")
                .replace("ruling-confirmation", "ruling/confirmation")
                .replace("account-verification", "account/verification");
    }

    private int version(String id, String token) {
        return get("/v1/refunds/" + id, token).is(200).json().path("version").asInt();
    }

    private String stored(Refund refund) {
        var id = Ids.next("rfd");
        var copy =
                new Refund(
                        id,
                        refund.application(),
                        refund.evidenceIds(),
                        refund.hold(),
                        refund.appeals(),
                        refund.review(),
                        refund.intervention(),
                        refund.payout(),
                        refund.paidElsewhere(),
                        refund.evidenceRequests(),
                        refund.accountProofs(),
                        refund.rounds());
        var events =
                RefundMachine.apply(
                                id, refund.application(), refund.evidenceIds(), Situations.MORNING)
                        .events();
        assertThat(journal.add(id, copy, events, Cause.clock("test"))).isPresent();
        return id;
    }

    private Set<Action> allowed(String id, String token) {
        var actions = get("/v1/refunds/" + id, token).is(200).json().path("allowedActions");
        return Arrays.stream(Action.values())
                .filter(a -> actions.toString().contains("\"" + a + "\""))
                .collect(Collectors.toSet());
    }

    private static String of(String amount, Action action) {
        return switch (action) {
            case APPROVE -> "{\"amount\":%s}".formatted(amount);
            case OFFER -> "{\"amount\":%s,\"text\":\"协商\"}".formatted(amount);
            default ->
                    "{\"decision\":\"AMOUNT\",\"amount\":%s,\"rule\":\"R4\",\"text\":\"裁\",\"costBearer\":\"PLATFORM\"}"
                            .formatted(amount);
        };
    }

    private static String body(Action action) {
        return switch (action) {
            case WITHDRAW, URGE, OFFER_ACCEPT, OFFER_DECLINE, APPROVE, TAKE -> "";
            case EVIDENCE, RESUBMIT -> "{\"evidenceIds\":[\"" + NEW_EVIDENCE + "\"]}";
            case APPEAL, INTERVENTION -> "{\"statement\":\"卡密确实无法使用\"}";
            case REJECT -> "{\"code\":\"CARD_USED\",\"text\":\"已使用\"}";
            case EVIDENCE_REQUEST -> "{\"kinds\":[\"CONVERSATION\"],\"text\":\"请补充\"}";
            case OFFER -> "{\"amount\":{\"value\":100,\"currency\":\"CNY\"},\"text\":\"协商\"}";
            case RULING ->
                    "{\"decision\":\"REFUSE\",\"rule\":\"R1\",\"text\":\"不符\",\"costBearer\":\"CUSTOMER\"}";
            case REPLACEMENT_ACCOUNT ->
                    """
                    {"channel":"BANK_CARD","account":"6222 0200 9000 0123","holderName":"张三","evidenceIds":["%s"]}
                    """
                            .formatted(NEW_EVIDENCE);
            case RULING_CONFIRMATION -> "{\"decision\":\"ACCEPT\",\"text\":\"同意\"}";
            case REPLACEMENT_ACCOUNT_VERIFICATION -> "{\"decision\":\"ACCEPT\",\"text\":\"户名一致\"}";
        };
    }
}
