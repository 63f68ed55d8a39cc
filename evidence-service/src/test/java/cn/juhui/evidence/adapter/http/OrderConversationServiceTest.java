package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.RefundWithdrawn;
import cn.juhui.evidence.Drawings;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Before a case exists a customer can ask; and what was said goes into the case.
class OrderConversationServiceTest extends RunningService {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final Deal deal = aDeal();
    private final String path = "/v1/orders/" + deal.orderId() + "/messages";

    private static String saying(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    private static String asking(String text) {
        return "{\"text\":\"" + text + "\",\"askMerchant\":true}";
    }

    private static List<JsonNode> rows(Answer list) {
        return list.is(200).json().path("data").valueStream().toList();
    }

    private static List<String> texts(Answer list) {
        return rows(list).stream().map(m -> m.path("text").asString()).toList();
    }

    @Test
    void the_customer_and_agents_talk_and_for_everybody_else_there_is_nothing() {
        assertThat(texts(get(path, deal.customer()))).isEmpty();
        var said = post(path, deal.customer(), saying("还能退吗\\r\\n急")).is(201);
        assertThat(said.text("id")).startsWith("msg_");
        assertThat(said.text("text")).isEqualTo("还能退吗\n急");
        assertThat(said.json().path("merchantSees").asBoolean()).isFalse();
        post(path, AGENT, saying("可以")).is(201);
        for (var reader : List.of(deal.customer(), AGENT)) {
            assertThat(texts(get(path, reader))).containsExactly("还能退吗\n急", "可以");
        }
        for (var stranger :
                List.of(
                        deal.merchant(),
                        TestTokens.customer("cus_other"),
                        TestTokens.merchant("mer_other"),
                        TestTokens.storefront(),
                        TestTokens.operator())) {
            get(path, stranger).is(404).says("NOT_FOUND");
            post(path, stranger, saying("x")).is(404);
        }
        getAnonymously(path).is(401);
        get("/v1/orders/" + Ids.next("ord") + "/messages", AGENT).is(404);
        post("/v1/orders/x/messages", AGENT, saying("x")).is(404);
    }

    @Test
    void the_merchant_hears_only_what_is_said_since_an_agent_asked_it_in() {
        post(path, deal.customer(), saying("卡密被老板看过")).is(201);
        var refused = post(path, deal.customer(), asking("请商家来")).is(400);
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/askMerchant");
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo("AGENTS_ONLY");
        post(path, AGENT, saying("我先看看")).is(201);
        get(path, deal.merchant()).is(404);

        post(path, AGENT, asking("商家您好，请核实发货")).is(201);
        post(path, deal.merchant(), saying("已发货")).is(201);
        post(path, deal.customer(), saying("谢谢")).is(201);
        assertThat(texts(get(path, deal.merchant()))).containsExactly("商家您好，请核实发货", "已发货", "谢谢");
        assertThat(texts(get(path, deal.customer()))).hasSize(5);
        get(path, TestTokens.merchant("mer_other")).is(404);
    }

    @Test
    void the_same_rules_hold_as_in_a_case() {
        var wrong = post(path, deal.customer(), saying("a\\u202eb")).is(400);
        assertThat(wrong.json().at("/errors/0/code").asString()).isEqualTo("CONTROL_CHARACTERS");
        var other = aDeal();
        var foreign = upload(other.orderId(), other.customer(), Drawings.screen()).text("id");
        var mine = upload(deal.orderId(), deal.customer(), Drawings.screen()).is(201).text("id");
        var body = "{\"text\":\"看\",\"evidenceIds\":[\"%s\"]}";
        post(path, deal.customer(), body.formatted(foreign)).is(400).says("INVALID_INPUT");
        var said =
                post(path, deal.customer(), body.formatted(mine), "Idempotency-Key", "k").is(201);
        var again = post(path, deal.customer(), body.formatted(mine), "Idempotency-Key", "k");
        assertThat(again.is(201).text("id")).isEqualTo(said.text("id"));
        assertThat(said.json().at("/evidenceIds/0").asString()).isEqualTo(mine);
        for (var i = 1; i < 10; i++) {
            post(path, deal.customer(), saying("快" + i)).is(201);
        }
        var slow = post(path, deal.customer(), saying("太快")).is(429).says("TOO_MANY_MESSAGES");
        assertThat(slow.header("Retry-After")).isEqualTo("60");

        var page = get(path + "?limit=7", deal.customer());
        assertThat(texts(page)).hasSize(7);
        var rest = get(path + "?limit=7&cursor=" + page.text("nextCursor"), deal.customer());
        assertThat(texts(rest)).containsExactly("快7", "快8", "快9");
        assertThat(rest.json().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void what_was_said_is_carried_over_into_the_case_for_each_side_what_it_may_see() {
        var picture = upload(deal.orderId(), deal.customer(), Drawings.screen()).text("id");
        var showing = "{\"text\":\"看图\",\"evidenceIds\":[\"" + picture + "\"]}";
        post(path, deal.customer(), showing).is(201);
        post(path, AGENT, asking("请商家核实")).is(201);
        post(path, deal.merchant(), saying("没问题")).is(201);

        var refundId = NEIGHBOURS.caseOf(deal.order());
        var inCase = "/v1/refunds/" + refundId + "/messages";
        get(inCase, deal.customer()).is(200);
        await().atMost(SOON).until(() -> texts(get(inCase, deal.customer())).size() == 3);
        post(inCase, deal.merchant(), saying("同意")).is(201);
        for (var reader : List.of(deal.customer(), AGENT)) {
            assertThat(texts(get(inCase, reader))).containsExactly("看图", "请商家核实", "没问题", "同意");
        }
        assertThat(texts(get(inCase, deal.merchant()))).containsExactly("请商家核实", "没问题", "同意");
        var rows = rows(get(inCase, deal.customer()));
        assertThat(rows.getFirst().path("beforeCase").asBoolean()).isTrue();
        assertThat(rows.getFirst().path("merchantSees").asBoolean()).isFalse();
        assertThat(rows.getLast().has("beforeCase")).isFalse();
        var whole = get("/internal/refunds/" + refundId + "/messages", deal.merchant());
        assertThat(texts(whole)).containsExactly("请商家核实", "没问题", "同意");

        var page = get(inCase + "?limit=2", deal.customer());
        assertThat(texts(page)).containsExactly("看图", "请商家核实");
        page = get(inCase + "?limit=1&cursor=" + page.text("nextCursor"), deal.customer());
        assertThat(texts(page)).containsExactly("没问题");
        page = get(inCase + "?limit=2&cursor=" + page.text("nextCursor"), deal.customer());
        assertThat(texts(page)).containsExactly("同意");

        // The picture is kept with the case, though nobody may use an upload after a week.
        clock.advance(Duration.ofDays(20));
        await().atMost(SOON)
                .untilAsserted(() -> get("/v1/evidence/" + picture, deal.customer()).is(200));
    }

    @Test
    void while_a_case_is_open_people_talk_there_and_afterwards_on_the_order_again() {
        post(path, deal.customer(), saying("一")).is(201);
        var refundId = NEIGHBOURS.caseOf(deal.order());
        get("/v1/refunds/" + refundId + "/messages", deal.customer()).is(200);
        for (var writer : List.of(deal.customer(), AGENT)) {
            var moved = post(path, writer, saying("二")).is(409).says("CONVERSATION_MOVED");
            assertThat(moved.text("refundId")).isEqualTo(refundId);
        }
        assertThat(texts(get(path, deal.customer()))).containsExactly("一");

        var order = deal.order();
        NEIGHBOURS.tell(
                new RefundWithdrawn(
                        new CaseIds(
                                new RefundId(refundId),
                                new OrderId(order.orderId()),
                                "NO",
                                new CustomerId(order.customerId()),
                                new MerchantId(order.merchantId()))));
        await().atMost(SOON).untilAsserted(() -> post(path, deal.customer(), saying("三")).is(201));
        assertThat(texts(get("/v1/refunds/" + refundId + "/messages", deal.customer())))
                .containsExactly("一");
        var second = NEIGHBOURS.caseOf(deal.order());
        var inSecond = "/v1/refunds/" + second + "/messages";
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(texts(get(inSecond, deal.customer())))
                                .containsExactly("一", "三"));
    }

    @Test
    void nobody_is_an_agent_of_their_own_order() {
        var both = TestTokens.token(deal.order().customerId(), null, Role.CUSTOMER, Role.AGENT);
        var said = post(path, both, saying("我自己")).is(201);
        assertThat(said.json().at("/actor/role").asString()).isEqualTo("CUSTOMER");
        var desk = "/v1/conversations/" + deal.orderId();
        get(desk, both).is(404);
        post(desk + "/take", both, "{}").is(403).says("FORBIDDEN");
        post(desk + "/settle", both, "{}").is(403);
        post(desk + "/hand-over", both, "{}").is(403);
        var to = "{\"to\":\"" + deal.order().customerId() + "\"}";
        var refused = post(desk + "/hand-over", AGENT, to).is(400);
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo("OWN_ORDER");
    }
}
