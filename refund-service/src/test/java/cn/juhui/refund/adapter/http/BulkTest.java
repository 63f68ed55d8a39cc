package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Versions;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.Crashes;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Situations;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

class BulkTest extends RunningService {

    private static final String AGENT = TestTokens.agent("agent_chen");
    private static final String REJECTION =
            ",\"rejection\":{\"code\":\"CARD_USED\",\"text\":\"系统显示卡券已被使用\"}";
    private static final String RULING =
            ",\"ruling\":{\"decision\":\"RATIO\",\"ratio\":0.5,\"rule\":\"R4\",\"text\":\"按实际使用\",\"costBearer\":\"MERCHANT\"}";

    @Autowired RefundCommands commands;
    @Autowired MongoTemplate mongo;
    private DeskCases desk;
    private String merchant;

    @BeforeEach
    void aShop() {
        desk = DeskCases.of(commands);
        merchant = TestTokens.merchant(desk.merchantId());
    }

    private static String row(String id, long version) {
        return "{\"id\":\"%s\",\"version\":%d}".formatted(id, version);
    }

    private String[] rows(String... ids) {
        return Arrays.stream(ids).map(id -> row(id, desk.version(id))).toArray(String[]::new);
    }

    private static String body(String action, String more, String... rows) {
        return "{\"action\":\"%s\"%s,\"rows\":[%s]}"
                .formatted(action, more, String.join(",", rows));
    }

    private Answer bulk(String token, String body, String... headers) {
        return post("/v1/refunds/bulk", token, body, headers);
    }

    private static List<String> outcomes(Answer answer) {
        return answer.json()
                .path("rows")
                .valueStream()
                .map(r ->
                        r.path("outcome").asString("")
                                + r.at("/problem/code").asString("").transform(BulkTest::after))
                .toList();
    }

    private static String after(String code) {
        return code.isEmpty() ? "" : " " + code;
    }

    private String status(String id) {
        return commands.journal().find(id).orElseThrow().aggregate().status().name();
    }

    @Nested
    class A_merchant {

        @Test
        void approves_many_cases_and_sees_the_sum_that_goes_back() {
            var one = desk.underReview();
            var two = desk.underReview();

            var answer = bulk(merchant, body("APPROVE", "", rows(one, two))).is(200);

            assertThat(outcomes(answer)).containsExactly("ACCEPTED", "ACCEPTED");
            assertThat(answer.json().at("/amounts/0/value").asLong()).isEqualTo(19_800);
            assertThat(answer.json().at("/amounts/0/currency").asString()).isEqualTo("CNY");
            assertThat(answer.json().at("/rows/0/statusText").asString()).isEqualTo("退款中");
            assertThat(answer.json().at("/counts/ACCEPTED").asInt()).isEqualTo(2);
            assertThat(Stream.of(one, two).map(BulkTest.this::status)).containsOnly("PAYING");
            assertThat(answer.json().at("/rows/1/version").asLong()).isEqualTo(desk.version(two));
        }

        @Test
        void who_tries_again_after_a_crash_hears_the_same() {
            var one = desk.underReview();
            var two = desk.underReview();
            var body = body("APPROVE", "", rows(one, two));
            var key = withNewKey();
            var answer = bulk(merchant, body, key).is(200);
            Crashes.beforeTheAnswersWereStored(mongo);

            var again = bulk(merchant, body, key).is(200);
            assertThat(again.header("Idempotency-Replayed")).isEmpty();
            assertThat(again.response().body()).isEqualTo(answer.response().body());
        }

        @Test
        void rejects_many_cases_for_one_reason() {
            var one = desk.underReview();

            var answer = bulk(merchant, body("REJECT", REJECTION, rows(one))).is(200);

            assertThat(outcomes(answer)).containsExactly("ACCEPTED");
            assertThat(answer.json().path("amounts")).isEmpty();
            assertThat(status(one)).isEqualTo("REJECTED");
        }

        @Test
        void has_one_rows_failure_told_in_that_row_while_the_others_go_on() {
            var gone = desk.approved();
            var stale = desk.underReview();
            var foreign = DeskCases.of(commands).underReview();
            var good = desk.underReview();
            var rows =
                    new String[] {
                        row(desk.offered(), 3),
                        row(gone, desk.version(gone)),
                        row(stale, 1),
                        row(foreign, 2),
                        row(Ids.next("rfd"), 1),
                        row("<script>", 1),
                        row(good, desk.version(good))
                    };

            var answer = bulk(merchant, body("REJECT", REJECTION, rows)).is(200);

            assertThat(outcomes(answer))
                    .containsExactly(
                            "REFUSED ACTION_NOT_ALLOWED",
                            "REFUSED ACTION_NOT_ALLOWED",
                            "REFUSED STALE_VERSION",
                            "REFUSED NOT_FOUND",
                            "REFUSED NOT_FOUND",
                            "REFUSED NOT_FOUND",
                            "ACCEPTED");
            var refused = answer.json().path("rows");
            assertThat(refused.at("/0/problem/status").asInt()).isEqualTo(409);
            assertThat(refused.at("/0/problem/detail").asString()).containsPattern("\\p{IsHan}");
            assertThat(refused.at("/2/problem/currentVersion").asLong()).isEqualTo(2);
            assertThat(refused.at("/3/problem/instance").asString())
                    .isEqualTo("/v1/refunds/" + foreign);
            assertThat(answer.json().at("/counts/REFUSED").asInt()).isEqualTo(6);
            assertThat(status(foreign)).isEqualTo("MERCHANT_REVIEW");
            assertThat(status(stale)).isEqualTo("MERCHANT_REVIEW");
        }

        @Test
        void sees_in_a_dry_run_what_would_happen_and_changes_nothing() {
            var good = desk.underReview();
            var gone = desk.approved();
            var before = commands.journal().history(good);
            var body = body("APPROVE", ",\"dryRun\":true", row(good, 2), row(gone, 1));

            var answer = bulk(merchant, body, "Accept-Language", "en").is(200);

            assertThat(outcomes(answer)).containsExactly("ACCEPTED", "REFUSED STALE_VERSION");
            assertThat(answer.json().path("dryRun").asBoolean()).isTrue();
            assertThat(answer.json().at("/amounts/0/value").asLong()).isEqualTo(9_900);
            assertThat(answer.json().at("/rows/0/status").asString()).isEqualTo("PAYING");
            assertThat(answer.json().at("/rows/0/version").asLong()).isEqualTo(2);
            assertThat(answer.json().at("/rows/1/problem/detail").asString())
                    .isNotBlank()
                    .doesNotContainPattern("\\p{IsHan}");
            assertThat(commands.journal().history(good)).isEqualTo(before);
            assertThat(status(good)).isEqualTo("MERCHANT_REVIEW");
        }

        @Test
        void who_clicks_twice_is_told_that_it_is_so_already() {
            var id = desk.approved();
            var answer = bulk(merchant, body("APPROVE", "", rows(id))).is(200);
            assertThat(outcomes(answer)).containsExactly("UNCHANGED");
            assertThat(answer.json().path("amounts")).isEmpty();
        }

        @Test
        void with_the_same_key_gets_the_same_answer() {
            var key = UUID.randomUUID().toString();
            var body = body("APPROVE", "", rows(desk.underReview()));
            var first = bulk(merchant, body, "Idempotency-Key", key).is(200);
            var again = bulk(merchant, body, "Idempotency-Key", key).is(200);
            assertThat(again.response().body()).isEqualTo(first.response().body());
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            bulk(
                            merchant,
                            body("APPROVE", ",\"dryRun\":true", row(Ids.next("rfd"), 1)),
                            "Idempotency-Key",
                            key)
                    .is(422)
                    .says("IDEMPOTENCY_KEY_REUSED");
        }

        @Test
        void decides_a_hundred_cases_and_not_one_more() {
            var ids = IntStream.range(0, 100).mapToObj(_ -> desk.underReview()).toList();
            var hundred = ids.stream().map(id -> row(id, 2)).collect(Collectors.joining(","));

            var answer = bulk(merchant, body("APPROVE", "", hundred)).is(200);

            assertThat(outcomes(answer)).hasSize(100).containsOnly("ACCEPTED");
            assertThat(answer.json().at("/amounts/0/value").asLong()).isEqualTo(990_000);
            var more = body("APPROVE", "", hundred, row(Ids.next("rfd"), 1));
            bulk(merchant, more).is(400).says("INVALID_INPUT");
        }
    }

    @Test
    void after_a_crash_in_the_middle_the_same_operation_goes_on_and_another_one_is_stale() {
        var id = desk.underReview();
        var merchantsAct = new Actor(Role.MERCHANT, desk.merchantId() + "/staff");
        var ours = new Cause(merchantsAct, "http:" + UUID.randomUUID(), null, null, Versions.of(2));
        var others =
                new Cause(merchantsAct, "http:" + UUID.randomUUID(), null, null, Versions.of(2));
        var approve = new Command.Approve(null);

        assertThat(commands.handle(id, approve, ours)).isInstanceOf(Handled.Changed.class);
        var events = commands.journal().history(id).size();

        assertThat(commands.handle(id, approve, ours)).isInstanceOf(Handled.Changed.class);
        assertThat(commands.handle(id, approve, others)).isInstanceOf(Handled.Stale.class);
        assertThat(commands.journal().history(id)).hasSize(events);
    }

    @Nested
    class An_agent {

        @Test
        void takes_and_rules_many_cases() {
            var one = desk.inPlatformReview();
            var two = desk.inPlatformReview();
            var others = desk.taken("agent_du");

            var taken = bulk(AGENT, body("TAKE", "", rows(one, two))).is(200);
            var ruled = bulk(AGENT, body("RULING", RULING, rows(one, two, others))).is(200);

            assertThat(outcomes(taken)).containsOnly("ACCEPTED");
            assertThat(outcomes(ruled))
                    .containsExactly("ACCEPTED", "ACCEPTED", "REFUSED ACTION_NOT_ALLOWED");
            assertThat(ruled.json().at("/amounts/0/value").asLong()).isEqualTo(9_900);
            assertThat(amount(ruled.json())).isEqualTo(4_950);
        }

        private long amount(JsonNode answer) {
            return answer.at("/rows/1/amount/value").asLong();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"action":"APPROVE","rows":[]}                                        | /rows
                    {"action":"APPROVE"}                                                  | /rows
                    {"action":"PAY","rows":[{"id":"a","version":1}]}                      | /action
                    {"rows":[{"id":"a","version":1}]}                                     | /action
                    {"action":"APPROVE","rows":[{"id":"a"}]}                              | /rows/0/version
                    {"action":"APPROVE","rows":[{"id":"a","version":0}]}                  | /rows/0/version
                    {"action":"APPROVE","rows":[null]}                                    | /rows/0
                    {"action":"APPROVE","rows":[{"id":"a","version":1,"amount":1}]}       | /rows/0/amount
                    {"action":"APPROVE","rows":[{"id":"a","version":1},{"id":"a","version":2}]} | /rows/1/id
                    {"action":"REJECT","rows":[{"id":"a","version":1}]}                   | /rejection
                    {"action":"APPROVE","rows":[{"id":"a","version":1}],"rejection":{"code":"OTHER","text":"x"}} | /rejection
                    {"action":"REJECT","rows":[{"id":"a","version":1}],"rejection":{"code":"OTHER","text":""}} | /rejection/text
                    """)
    void what_is_wrong_with_the_whole_is_told_before_anything_is_done(String body, String at) {
        var answer = bulk(merchant, body).is(400).says("INVALID_INPUT");
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(at);
        assertThat(answer.json().at("/errors/0/detail").asString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"decision", "rule", "text", "costBearer"})
    void a_ruling_lacks_nothing(String member) {
        var ruling = RULING.replaceFirst("\"" + member + "\":\"[^\"]*\",?", "").replace(",}", "}");
        var answer = bulk(AGENT, body("RULING", ruling, row("a", 1))).is(400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/ruling/" + member);
        var alone = ruling.replace(",\"ruling\":", "");
        post("/v1/refunds/" + desk.inPlatformReview() + "/ruling", AGENT, alone).is(400);
    }

    @Test
    void roles_do_only_what_is_theirs() {
        var id = desk.underReview();
        bulk(AGENT, body("APPROVE", "", row(id, 2))).is(403);
        bulk(merchant, body("TAKE", "", row(id, 2))).is(403);
        bulk(TestTokens.customer(desk.customerId()), body("APPROVE", "", row(id, 2))).is(403);
        get("/v1/refunds/bulk", merchant).is(405);
    }

    @Test
    void a_ruling_that_takes_two_agents_says_that_it_is_only_proposed() {
        var id = desk.openedBy(Situations.AGENT);
        var one = bulk(AGENT, body("RULING", RULING, rows(id))).is(200).json();
        assertThat(one.at("/rows/0/outcome").asString("")).isEqualTo("ACCEPTED");
        assertThat(one.at("/rows/0/status").asString("")).isEqualTo("PLATFORM_REVIEW");
        assertThat(one.at("/rows/0/awaitingConfirmation").asBoolean()).isTrue();
        assertThat(one.path("amounts")).isEmpty();
    }
}
