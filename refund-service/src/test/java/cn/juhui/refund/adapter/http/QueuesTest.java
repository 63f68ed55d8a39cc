package cn.juhui.refund.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.platform.http.body.BodyRoom;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.platform.testkit.UnknownParameters;
import cn.juhui.refund.application.RefundCommands;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class QueuesTest extends RunningService {

    private static final List<String> LISTS =
            List.of("/v1/refunds?", "/v1/refunds/counts?", "/v1/refunds/export?");

    private static final DataSize PLACES = DataSize.ofMegabytes(160);

    @Autowired RefundCommands commands;
    @Autowired BodyRoom room;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    private DeskCases desk;
    private String merchant;
    private String agentId;
    private String agent;

    @BeforeEach
    void aShop() {
        desk = DeskCases.of(commands);
        merchant = TestTokens.merchant(desk.merchantId());
        agentId = Ids.next("agt");
        agent = TestTokens.agent(agentId);
    }

    private List<String> ids(String query, String token) {
        return get("/v1/refunds?limit=100&" + query, token)
                .is(200)
                .json()
                .path("data")
                .valueStream()
                .map(refund -> refund.path("id").asString())
                .toList();
    }

    private Answer counts(String query, String token) {
        return get("/v1/refunds/counts?" + query, token).is(200);
    }

    private static void isNotTheirs(Answer answer, String parameter) {
        answer.is(400).says("INVALID_INPUT");
        assertThat(answer.json().at("/errors/0/code").asString())
                .isEqualTo("PARAMETER_NOT_ALLOWED");
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(parameter);
    }

    @Test
    void a_parameter_that_no_call_knows_is_refused() {
        UnknownParameters.areRefused(controllers, port, 24);
    }

    @Nested
    class Searches {

        @Test
        void of_support_find_cases_by_customer_by_merchant_and_by_order_number() {
            var one = desk.underReview();
            var two = desk.offered();
            var orderNo = get("/v1/refunds/" + one, agent).text("orderNo");
            DeskCases.of(commands).underReview();
            for (var support : List.of(agent, TestTokens.operator())) {
                assertThat(ids("customerId=" + desk.customerId(), support))
                        .containsExactlyInAnyOrder(one, two);
                assertThat(ids("merchantId=" + desk.merchantId(), support))
                        .containsExactlyInAnyOrder(one, two);
                assertThat(ids("orderNo=" + orderNo, support)).containsExactly(one);
                var count = counts("customerId=" + desk.customerId(), support).json();
                assertThat(count.path("total").asInt()).isEqualTo(2);
                assertThat(ids("customerId=cus_nobody", support)).isEmpty();
            }
        }

        @Test
        void by_what_is_not_the_callers_to_ask_for_are_refused() {
            var customer = TestTokens.customer(desk.customerId());
            for (var path : LISTS) {
                for (var side : List.of(customer, merchant)) {
                    isNotTheirs(get(path + "customerId=cus_bob", side), "customerId");
                    isNotTheirs(get(path + "merchantId=mer_1", side), "merchantId");
                }
                get(path + "customerId=", agent).is(400).says("INVALID_INPUT");
                get(path + "merchantId=%24ne", agent).is(400).says("INVALID_INPUT");
            }
        }
    }

    @Nested
    class Counts {

        @Test
        void tell_a_merchant_how_many_of_their_own_cases_wait_in_which_state() {
            desk.underReview();
            desk.underReview();
            desk.offered();
            desk.approved();
            DeskCases.of(commands).underReview();

            var counts = counts("", merchant).json();

            assertThat(counts.at("/byStatus/MERCHANT_REVIEW").asInt()).isEqualTo(2);
            assertThat(counts.at("/byStatus/OFFERED").asInt()).isEqualTo(1);
            assertThat(counts.at("/byStatus/PAYING").asInt()).isEqualTo(1);
            assertThat(counts.at("/byStatus/COMPLETED").asInt(-1)).isZero();
            assertThat(counts.path("byStatus")).hasSize(12);
            assertThat(counts.path("total").asInt()).isEqualTo(4);
            assertThat(counts.path("overdue").asInt(-1)).isZero();
            assertThat(counts.path("upTo").asInt()).isEqualTo(10_000);
        }

        @Test
        void take_the_filters_of_the_list() {
            var id = desk.underReview();
            desk.offered();
            var orderNo = get("/v1/refunds/" + id, merchant).text("orderNo");

            get("/v1/refunds/counts?status=" + "OFFERED,".repeat(12) + "OFFERED", merchant).is(400);
            var offered = counts("status=OFFERED,REJECTED", merchant).json();
            assertThat(offered.path("byStatus").propertyNames())
                    .containsExactlyInAnyOrder("OFFERED", "REJECTED");
            assertThat(offered.path("total").asInt()).isEqualTo(1);
            assertThat(counts("orderNo=" + orderNo, agent).json().path("total").asInt())
                    .isEqualTo(1);
            assertThat(
                            counts("requestedTo=2020-01-01T00:00:00Z", merchant)
                                    .json()
                                    .path("total")
                                    .asInt(-1))
                    .isZero();
            assertThat(
                            counts("merchantId=" + desk.merchantId(), agent)
                                    .json()
                                    .path("total")
                                    .asInt())
                    .isEqualTo(2);
        }

        @Test
        void tell_what_is_overdue_and_the_list_shows_it_by_deadline() {
            var one = desk.underReview();
            var two = desk.underReview();
            var unanswered = desk.requested();
            clock.advance(Duration.ofHours(25));
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> counts("", merchant).json().path("overdue").asInt() == 3);
            assertThat(ids("overdue=true&sort=deadline&status=REQUESTED", merchant))
                    .containsExactly(unanswered);

            var query = "overdue=true&sort=deadline&status=MERCHANT_REVIEW";
            assertThat(ids(query, merchant)).containsExactlyInAnyOrder(one, two);
            assertThat(counts("status=OFFERED", merchant).json().path("overdue").asInt(-1))
                    .isZero();
        }

        @Test
        void are_only_of_the_callers_own_cases() {
            desk.underReview();
            var others = TestTokens.customer(Ids.next("cus"));
            assertThat(counts("", others).json().path("total").asInt(-1)).isZero();
            var mine = TestTokens.customer(desk.customerId());
            assertThat(counts("", mine).json().path("total").asInt()).isEqualTo(1);
            get("/v1/refunds/counts", TestTokens.storefront()).is(403);
        }
    }

    @Nested
    class The_agents_queue {

        @Test
        void shows_what_nobody_has_taken_and_what_is_mine_by_deadline() {
            var first = desk.inPlatformReview();
            clock.advance(Duration.ofMinutes(1));
            var second = desk.inPlatformReview();
            var mine = desk.taken(agentId);
            desk.taken("agent_du");
            desk.underReview();

            var free = ids("assigned=none&sort=deadline&merchantId=" + desk.merchantId(), agent);
            assertThat(free).containsExactly(first, second);
            assertThat(ids("assigned=me&sort=deadline", agent)).containsExactly(mine);
            var counts = counts("assigned=me", agent).json();
            assertThat(counts.at("/byStatus/PLATFORM_REVIEW").asInt()).isEqualTo(1);
            assertThat(counts.path("total").asInt()).isEqualTo(1);
        }

        @Test
        void has_the_accounts_that_agents_must_verify_once_they_are_named() {
            var needed = desk.accountNeeded();
            var named = desk.accountNamed();
            var mine = desk.accountNamed();
            post("/v1/refunds/" + mine + "/take", agent, "").is(200);

            var free = ids("assigned=none&merchantId=" + desk.merchantId(), agent);

            assertThat(free).containsExactly(named).doesNotContain(needed);
            assertThat(ids("assigned=me", agent)).containsExactly(mine);
        }

        @Test
        void is_for_agents() {
            for (var path : LISTS) {
                for (var nobody : List.of(merchant, TestTokens.operator())) {
                    isNotTheirs(get(path + "assigned=me", nobody), "assigned");
                }
            }
        }
    }

    @Nested
    class The_export {

        @Test
        void says_to_come_back_when_the_disk_has_no_room_for_its_file_and_gives_its_room_back() {
            var size = export("", merchant).is(200).response().body().getBytes(UTF_8).length;
            var others = PLACES.toBytes() - size;
            await().atMost(Duration.ofSeconds(10)).until(() -> room.take(PLACES.toBytes() - size));
            try {
                for (int i = 0; i < 3; i++) {
                    await().atMost(Duration.ofSeconds(10))
                            .until(() -> export("", merchant).response().statusCode() == 200);
                }
                await().atMost(Duration.ofSeconds(10)).until(() -> room.take(size));
                others += size;
                var answer = export("", merchant).is(503).says("SERVICE_UNAVAILABLE").response();
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("traceId");
            } finally {
                room.giveBack(others);
            }
        }

        private Answer export(String query, String token, String... headers) {
            return get("/v1/refunds/export?" + query, token, headers);
        }

        /// A cell of digits alone is a number to a spreadsheet, which keeps fifteen of them.
        @Test
        void keeps_a_long_order_number_whole_and_finds_it_again_when_it_is_pasted_back() {
            var orderNo = "20261127" + Math.abs(System.nanoTime() % 10_000_000_000L) + "9";
            orderNo = orderNo + "0".repeat(19 - orderNo.length());
            var id = desk.requestedFor(orderNo);
            var table = export("", merchant).is(200).response().body();

            assertThat(table).contains("\"" + id + "\",\"" + orderNo + "\t\",");
            for (var pasted : List.of("%09", "%20", "%E2%80%8B", "")) {
                assertThat(ids("orderNo=" + orderNo + pasted, merchant)).containsExactly(id);
                assertThat(export("orderNo=" + orderNo + pasted, merchant).response().body())
                        .contains(id);
            }
        }

        @Test
        void is_a_table_that_a_spreadsheet_opens_in_the_callers_language() {
            var id = desk.approved();
            desk.offered();
            var chinese = export("status=PAYING", merchant).is(200);
            var english = export("status=PAYING", merchant, "Accept-Language", "en").is(200);

            assertThat(chinese.header("Content-Type"))
                    .isEqualToIgnoringCase("text/csv;charset=UTF-8");
            assertThat(chinese.header("Content-Disposition"))
                    .matches("attachment; filename=\"refunds-[0-9-]{10}\\.csv\"");
            var lines = chinese.response().body().split("\r\n");
            assertThat(lines).hasSize(2);
            assertThat(lines[0]).startsWith("\ufeff\"退款单号\",\"订单号\"");
            assertThat(lines[1])
                    .startsWith("\"" + id + "\",\"JH")
                    .contains(
                            "\"Steam 钱包充值卡 100 元\"",
                            "\"退款中\",\"PAYING\",\"99.00\",\"99.00\",\"CNY\"");
            assertThat(english.response().body()).startsWith("\ufeff\"Refund\",\"Order number\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "=cmd|' /C calc'!A0",
                    "+1+1",
                    "-2+3",
                    "@SUM(A1)",
                    "＝1+1",
                    "\t=1+1",
                    "\r\n=1+1",
                    "\u0000=1"
                })
        void runs_no_formula(String text) {
            desk.saying(text).underReview();
            var csv = export("", merchant).is(200).response().body();
            assertThat(csv).contains(",\"'" + text.strip().replace("\u0000", "") + "\",");
            assertThat(csv.split("\r\n")).hasSize(2);
        }

        @Test
        void keeps_quotes_commas_and_lines_in_their_cell() {
            desk.saying("他说\"不退\",\n为什么？").underReview();
            assertThat(export("", merchant).response().body()).contains(",\"他说\"\"不退\"\", 为什么？\",");
        }

        @Test
        void has_all_pages_and_only_the_callers_own_cases() {
            for (var i = 0; i < 501; i++) {
                desk.requested();
            }
            DeskCases.of(commands).underReview();
            var lines = export("", merchant).is(200).response().body().split("\r\n");
            assertThat(lines).hasSize(502).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=LOST",
                "status=MERCHANT_REVIEW,",
                "overdue=maybe",
                "requestedFrom=yesterday",
                "requestedTo=-1000000000-01-01T00:00:00Z",
                "requestedTo=+1000000000-12-31T23:59:59.999999999Z",
                "assigned=agent_du"
            })
    void filters_are_what_they_say_they_are(String query) {
        for (var path : LISTS) {
            var answer = get(path + query.replace("+", "%2B"), agent).is(400).says("INVALID_INPUT");
            var name = query.substring(0, query.indexOf('='));
            assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(name);
        }
    }
}
