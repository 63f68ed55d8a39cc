package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.InterventionTaken;
import cn.juhui.contracts.refund.RefundWithdrawn;
import cn.juhui.evidence.Drawings;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ConversationServiceTest extends RunningService {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final Deal deal = aDeal();

    private static String messages(String refundId) {
        return "/v1/refunds/" + refundId + "/messages";
    }

    private static String saying(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    private static List<String> texts(Answer list) {
        return list.is(200)
                .json()
                .path("data")
                .valueStream()
                .map(m -> m.path("text").asString())
                .toList();
    }

    /// A case that the service has heard of.
    private String aCase() {
        var refundId = NEIGHBOURS.caseOf(deal.order());
        get(messages(refundId), deal.customer()).is(200);
        return refundId;
    }

    @Test
    void the_sides_and_agents_write_and_read_in_order_and_nobody_else_knows_of_it() {
        var refundId = aCase();
        assertThat(texts(get(messages(refundId), deal.customer()))).isEmpty();
        var first = post(messages(refundId), deal.customer(), saying("卡密无效\\r\\n请看")).is(201);
        assertThat(first.text("id")).startsWith("msg_");
        assertThat(first.text("text")).isEqualTo("卡密无效\n请看");
        assertThat(first.json().at("/actor/role").asString()).isEqualTo("CUSTOMER");
        post(messages(refundId), deal.merchant(), saying("请稍等")).is(201);
        post(messages(refundId), AGENT, saying("平台已介入")).is(201);

        for (var reader : List.of(deal.customer(), deal.merchant(), AGENT)) {
            assertThat(texts(get(messages(refundId), reader)))
                    .containsExactly("卡密无效\n请看", "请稍等", "平台已介入");
        }
        for (var stranger :
                List.of(
                        TestTokens.customer("cus_other"),
                        TestTokens.merchant("mer_other"),
                        TestTokens.storefront(),
                        TestTokens.operator())) {
            get(messages(refundId), stranger).is(404).says("NOT_FOUND");
            post(messages(refundId), stranger, saying("x")).is(404);
            get("/internal" + messages(refundId).substring(3), stranger).is(404);
        }
        getAnonymously(messages(refundId)).is(401);
    }

    @Test
    void a_service_reads_the_whole_conversation_in_the_callers_name() {
        var refundId = aCase();
        post(messages(refundId), deal.merchant(), saying("一")).is(201);
        var data =
                get("/internal/refunds/" + refundId + "/messages", AGENT)
                        .is(200)
                        .json()
                        .path("data");
        assertThat(data).hasSize(1);
        var message = data.get(0);
        assertThat(message.path("text").asString()).isEqualTo("一");
        assertThat(message.at("/actor/role").asString()).isEqualTo("MERCHANT");
        assertThat(message.at("/actor/id").asString()).contains("staff_of_");
        var read = get(messages(refundId), deal.customer()).is(200).json().at("/data/0/actor/id");
        assertThat(read.asString()).isEqualTo(deal.order().merchantId());
        assertThat(message.path("evidenceIds")).isEmpty();
        assertThat(message.path("at").asString()).isNotBlank();
    }

    @Test
    void a_long_conversation_is_read_page_by_page() {
        var refundId = aCase();
        for (var text : List.of("1", "2", "3", "4", "5")) {
            post(messages(refundId), deal.customer(), saying(text)).is(201);
        }
        var page = get(messages(refundId) + "?limit=2", deal.merchant());
        assertThat(texts(page)).containsExactly("1", "2");
        page = next(refundId, page);
        assertThat(texts(page)).containsExactly("3", "4");
        page = next(refundId, page);
        assertThat(texts(page)).containsExactly("5");
        assertThat(page.json().path("nextCursor").isNull()).isTrue();
        get(messages(refundId) + "?cursor=nonsense", deal.merchant()).is(400).says("INVALID_INPUT");
    }

    private Answer next(String refundId, Answer page) {
        var cursor = page.text("nextCursor");
        return get(messages(refundId) + "?limit=2&cursor=" + cursor, deal.merchant());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"text":""}                     | REQUIRED
                    {}                              | REQUIRED
                    {"text":" \\n\\u200d "}         | REQUIRED
                    {"text":"a\\u0007b"}            | CONTROL_CHARACTERS
                    {"text":"a\\u202eb"}            | CONTROL_CHARACTERS
                    {"text":"a\\ud83d"}             | CONTROL_CHARACTERS
                    {"text":"a","more":1}           | UNKNOWN_MEMBER
                    {"text":"a","evidenceIds":[1]}  | WRONG_TYPE
                    {"text":"a","evidenceIds":["evd_1"]} | UNKNOWN_EVIDENCE
                    """)
    void what_is_no_message_is_refused_with_its_place(String body, String code) {
        var refundId = aCase();
        var refused = post(messages(refundId), deal.customer(), body).is(400).says("INVALID_INPUT");
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(refused.json().at("/errors/0/detail").asString()).isNotBlank();
        assertThat(texts(get(messages(refundId), deal.customer()))).isEmpty();
    }

    @Test
    void a_text_has_2000_characters_at_most() {
        var refundId = aCase();
        post(messages(refundId), deal.customer(), saying("字".repeat(2000))).is(201);
        var refused = post(messages(refundId), deal.customer(), saying("字".repeat(2001))).is(400);
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo("WRONG_SIZE");
    }

    @Test
    void evidence_goes_along_when_it_is_of_the_order_and_the_writer_may_see_it() {
        var refundId = aCase();
        var mine = upload(deal.orderId(), deal.customer(), Drawings.screen()).is(201).text("id");
        var other = aDeal();
        var foreign = upload(other.orderId(), other.customer(), Drawings.screen()).text("id");

        var body = "{\"text\":\"看\",\"evidenceIds\":[\"%s\",\"%s\"]}";
        var said = post(messages(refundId), deal.merchant(), body.formatted(mine, mine)).is(201);
        assertThat(said.json().path("evidenceIds").valueStream().map(JsonNode::asString))
                .containsExactly(mine);
        // An agent sees it, but it belongs to another order.
        for (var writer : List.of(deal.customer(), AGENT)) {
            var refused = post(messages(refundId), writer, body.formatted(mine, foreign)).is(400);
            assertThat(refused.json().at("/errors/0/pointer").asString())
                    .isEqualTo("/evidenceIds/1");
        }
    }

    @Test
    void who_writes_too_fast_waits_and_keeps_nobody_else_waiting() {
        var refundId = aCase();
        for (var i = 0; i < 10; i++) {
            post(messages(refundId), deal.customer(), saying("快" + i)).is(201);
        }
        var refused =
                post(messages(refundId), deal.customer(), saying("太快"))
                        .is(429)
                        .says("TOO_MANY_MESSAGES");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        post(messages(refundId), deal.merchant(), saying("别急")).is(201);
        clock.advance(Duration.ofSeconds(61));
        post(messages(refundId), deal.customer(), saying("好")).is(201);
        assertThat(texts(get(messages(refundId), AGENT))).hasSize(12).doesNotContain("太快");
    }

    @Test
    void the_same_key_says_it_once() {
        var refundId = aCase();
        var first = post(messages(refundId), deal.customer(), saying("一"), "Idempotency-Key", "k1");
        var again = post(messages(refundId), deal.customer(), saying("一"), "Idempotency-Key", "k1");
        assertThat(again.is(201).text("id")).isEqualTo(first.is(201).text("id"));
        assertThat(texts(get(messages(refundId), AGENT))).containsExactly("一");
    }

    @Test
    void when_many_write_at_once_nothing_is_lost_and_everybody_reads_the_same_order() {
        var refundId = aCase();
        var writers = List.of(deal.customer(), deal.merchant(), AGENT);
        var answers =
                IntStream.range(0, 18)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(() ->
                                        post(
                                                messages(refundId),
                                                writers.get(i % 3),
                                                saying("m" + i))))
                        .toList();
        answers.forEach(answer -> answer.join().is(201));
        var read = texts(get(messages(refundId), deal.customer()));
        assertThat(read).hasSize(18).doesNotHaveDuplicates();
        assertThat(texts(get(messages(refundId), deal.merchant()))).isEqualTo(read);
    }

    @Test
    void who_has_just_applied_can_write_at_once() {
        var refundId = Ids.next("rfd");
        var said =
                CompletableFuture.supplyAsync(
                        () -> post(messages(refundId), deal.customer(), saying("急")));
        NEIGHBOURS.caseOf(refundId, deal.order());
        said.join().is(201);
    }

    @Test
    void a_case_that_ended_can_be_written_into_for_another_thirty_days() {
        var refundId = aCase();
        var order = deal.order();
        NEIGHBOURS.tell(
                new RefundWithdrawn(
                        new CaseIds(
                                new RefundId(refundId),
                                new OrderId(order.orderId()),
                                "NO",
                                new CustomerId(order.customerId()),
                                new MerchantId(order.merchantId()))));
        NEIGHBOURS.tell(
                new InterventionTaken(
                        new CaseIds(
                                new RefundId(refundId),
                                new OrderId(order.orderId()),
                                "NO",
                                new CustomerId(order.customerId()),
                                new MerchantId(order.merchantId())),
                        "agt_chen"));
        post(messages(refundId), deal.customer(), saying("谢谢")).is(201);
        clock.advance(Duration.ofDays(31));
        await().atMost(SOON)
                .untilAsserted(() -> {
                    clock.advance(Duration.ofMinutes(2));
                    post(messages(refundId), deal.customer(), saying("还在吗"))
                            .is(409)
                            .says("CONVERSATION_CLOSED");
                });
        assertThat(texts(get(messages(refundId), deal.customer()))).contains("谢谢");
    }
}
