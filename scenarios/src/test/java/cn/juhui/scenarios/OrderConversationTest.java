package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.PATIENCE;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// 订单咨询: a customer asks before there is a case, an agent answers, brings the merchant in and hands over; then the customer
/// applies, and the case knows what was said.
class OrderConversationTest {

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final Person customer = juhui.customer(alice);
    private final String shop = fresh("mer");
    private final Person merchant = juhui.merchant(shop);
    private final String chen = fresh("agt");
    private final String li = fresh("agt");
    private final String orderId =
            juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress()).text("id");
    private final String messages = "/v1/orders/" + orderId + "/messages";
    private final String desk = "/v1/conversations/" + orderId;

    private void says(Person who, String path, String text) {
        who.post(path, Map.of("text", text)).expect(201);
    }

    private static List<String> texts(Answer list) {
        return list.expect(200)
                .json()
                .path("data")
                .valueStream()
                .map(message -> message.path("text").asString())
                .toList();
    }

    private static List<String> orders(Answer queue) {
        return queue.expect(200)
                .json()
                .path("data")
                .valueStream()
                .map(row -> row.path("orderId").asString())
                .toList();
    }

    private static void awaitNews(Person who, String text) {
        Awaitility.await(text + " arrives")
                .atMost(PATIENCE)
                .until(() -> who.get("/v1/notifications").expect(200).body().contains(text));
    }

    @Test
    void what_is_asked_before_the_case_is_answered_and_goes_into_the_case() {
        var asChen = juhui.agent(chen);
        var asLi = juhui.agent(li);
        says(customer, messages, "卡没用过，还能退吗？");
        juhui.customer(fresh("cus")).get(messages).expect(404);
        merchant.get(messages).expect(404);
        assertThat(asChen.get(desk).expect(200).json().path("unread").asBoolean()).isTrue();

        asChen.post(desk + "/take", Map.of()).expect(200);
        assertThat(orders(asChen.get("/v1/conversations?unread=true&mine=true")))
                .containsExactly(orderId);
        asLi.post(desk + "/take", Map.of()).expect(409);
        says(asChen, messages, "可以，我请商家核实一下");
        assertThat(orders(asChen.get("/v1/conversations?unread=true&mine=true"))).isEmpty();
        awaitNews(customer, "我请商家核实一下");
        asChen.post(messages, Map.of("text", "商家您好，这张卡发出了吗？", "askMerchant", true)).expect(201);
        awaitNews(merchant, "这张卡发出了吗");
        says(merchant, messages, "已经发出");
        assertThat(texts(merchant.get(messages))).containsExactly("商家您好，这张卡发出了吗？", "已经发出");
        assertThat(merchant.get("/v1/notifications").expect(200).body())
                .doesNotContain("卡没用过，还能退吗");
        awaitNews(asChen, "已经发出");
        asChen.post(desk + "/hand-over", Map.of("to", li, "text", "等买家申请")).expect(200);
        awaitNews(asLi, "等买家申请");

        var refundId = customer.appliesAndWaits(orderId).expect(201).text("id");
        var inCase = "/v1/refunds/" + refundId + "/messages";
        Awaitility.await("what was said is in the case")
                .atMost(PATIENCE)
                .until(() -> texts(customer.get(inCase)).size() == 4);
        says(merchant, inCase, "同意退款");
        assertThat(texts(customer.get(inCase)))
                .containsExactly("卡没用过，还能退吗？", "可以，我请商家核实一下", "商家您好，这张卡发出了吗？", "已经发出", "同意退款");
        assertThat(texts(asLi.get(inCase))).hasSize(5);
        assertThat(texts(merchant.get(inCase))).containsExactly("商家您好，这张卡发出了吗？", "已经发出", "同意退款");
        var moved = customer.post(messages, Map.of("text", "在吗")).expect(409);
        assertThat(moved.text("code")).isEqualTo("CONVERSATION_MOVED");
        assertThat(moved.text("refundId")).isEqualTo(refundId);
    }
}
