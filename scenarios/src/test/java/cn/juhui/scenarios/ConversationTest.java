package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.PATIENCE;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// 会话: the sides of a case and the platform's agent talk, through the gateway.
class ConversationTest {

    private static final String MESSAGE = "evidence.message_posted";

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final Person customer = juhui.customer(fresh("cus"));
    private final String shop = fresh("mer");
    private final Person merchant = juhui.merchant(shop);

    /// What arrives live for somebody, line by line.
    private record Live(HttpClient http, List<String> lines) implements AutoCloseable {

        static Live of(Person person) {
            var live = new Live(HttpClient.newHttpClient(), new CopyOnWriteArrayList<>());
            var request = person.request("/v1/notifications/stream").build();
            var unused =
                    live.http
                            .sendAsync(request, BodyHandlers.ofLines())
                            .thenAccept(stream -> stream.body().forEach(live.lines::add));
            // The first line says that the stream stands.
            Awaitility.await().atMost(PATIENCE).until(() -> !live.lines.isEmpty());
            return live;
        }

        void awaitText(String text) {
            Awaitility.await(text + " arrives live")
                    .atMost(PATIENCE)
                    .until(() -> lines.stream().anyMatch(line -> line.contains(text)));
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    private String aRefundUnderReview(String customerId) {
        var wish = Wish.of(customerId, shop).notExpress();
        var orderId = juhui.storefront().placesOrder(wish).text("id");
        return juhui.customer(customerId).appliesAndWaits(orderId).expect(201).text("id");
    }

    private static Answer says(Person who, String refundId, String text) {
        return who.post("/v1/refunds/" + refundId + "/messages", Map.of("text", text));
    }

    private static long newsOf(Person who, String refundId) {
        return who.get("/v1/notifications?limit=100")
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(news -> news.path("type").asString().equals(MESSAGE))
                .filter(news -> news.path("refundId").asString().equals(refundId))
                .count();
    }

    @Test
    void what_one_side_says_the_other_hears_at_once_and_once() {
        var alice = fresh("cus");
        var refundId = aRefundUnderReview(alice);
        try (var shopsLive = Live.of(merchant);
                var alicesLive = Live.of(juhui.customer(alice))) {
            says(juhui.customer(alice), refundId, "卡密还没有使用，请尽快处理").expect(201);
            shopsLive.awaitText("卡密还没有使用");
            assertThat(shopsLive.lines()).contains("event:" + MESSAGE);
            says(merchant, refundId, "好的，正在核实").expect(201);
            alicesLive.awaitText("正在核实");
            assertThat(alicesLive.lines()).noneMatch(line -> line.contains("卡密还没有使用"));
        }
        assertThat(newsOf(merchant, refundId)).isEqualTo(1);
        assertThat(newsOf(juhui.customer(alice), refundId)).isEqualTo(1);

        var read = merchant.get("/v1/refunds/" + refundId + "/messages").expect(200);
        assertThat(read.json().path("data").valueStream().map(m -> m.path("text").asString()))
                .containsExactly("卡密还没有使用，请尽快处理", "好的，正在核实");
        says(customer, refundId, "我是谁").expect(404);
        customer.get("/v1/refunds/" + refundId + "/messages").expect(404);
    }

    @Test
    void the_agent_who_has_taken_the_case_hears_both_sides_live() {
        var alice = fresh("cus");
        var refundId = aRefundUnderReview(alice);
        var agent = juhui.agent(fresh("agt"));
        merchant.acts(refundId, "reject", Map.of("code", "NOT_OUR_FAULT", "text", "卡没有问题"))
                .expect(200);
        juhui.customer(alice).acts(refundId, "appeal", Map.of("statement", "卡密无法兑换")).expect(200);
        agent.acts(refundId, "take", Map.of()).expect(200);
        try (var live = Live.of(agent)) {
            // The agent becomes known to the conversation a moment after taking the case.
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> {
                        says(juhui.customer(alice), refundId, "请平台看看").expect(201);
                        return live.lines().stream().anyMatch(line -> line.contains("请平台看看"));
                    });
            says(merchant, refundId, "我们有发货记录").expect(201);
            live.awaitText("我们有发货记录");
        }
        says(agent, refundId, "平台正在核实").expect(201);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        merchant.get("/v1/notifications").body().contains("平台正在核实")
                                && juhui.customer(alice)
                                        .get("/v1/notifications")
                                        .body()
                                        .contains("平台正在核实"));
    }
}
