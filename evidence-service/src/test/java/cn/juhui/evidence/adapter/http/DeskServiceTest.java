package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/// The agents' queue of unanswered conversations, and who has which.
class DeskServiceTest extends RunningService {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Autowired private MongoTemplate mongo;

    private final Deal deal = aDeal();
    private final String chen = Ids.next("agt");
    private final String li = Ids.next("agt");
    private final String asChen = TestTokens.agent(chen);
    private final String asLi = TestTokens.agent(li);
    private final String desk = "/v1/conversations/" + deal.orderId();

    private static String saying(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    private void says(Deal about, String who, String text) {
        post("/v1/orders/" + about.orderId() + "/messages", who, saying(text)).is(201);
    }

    private static List<JsonNode> rows(Answer list) {
        return list.is(200).json().path("data").valueStream().toList();
    }

    private static List<String> orders(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("orderId").asString()).toList();
    }

    /// All pages of a list.
    private List<JsonNode> all(String query, String who) {
        var all = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = get("/v1/conversations?limit=2" + query + cursor, who);
            assertThat(rows(page)).hasSizeLessThanOrEqualTo(2);
            all.addAll(rows(page));
            var next = page.text("nextCursor");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return all;
    }

    private boolean isUnread(String query, Deal about) {
        return orders(all("&unread=true" + query, asChen)).contains(about.orderId());
    }

    @Test
    void who_waits_longest_stands_first_page_by_page() {
        var deals = List.of(aDeal(), aDeal(), aDeal());
        for (var each : deals) {
            says(each, each.customer(), "在吗");
            clock.advance(Duration.ofSeconds(5));
        }
        // Asking again is no reason to stand further back.
        says(deals.getFirst(), deals.getFirst().customer(), "还在吗");
        var ids = deals.stream().map(Deal::orderId).toList();
        var rows = all("", asChen);
        assertThat(orders(rows)).containsSubsequence(ids).doesNotHaveDuplicates();
        var row = rows.get(orders(rows).indexOf(ids.getFirst()));
        assertThat(row.path("unread").asBoolean()).isTrue();
        assertThat(row.path("messages").asInt()).isEqualTo(2);
        assertThat(row.at("/lastMessage/text").asString()).isEqualTo("还在吗");
        assertThat(row.at("/lastMessage/from").asString()).isEqualTo("CUSTOMER");
        assertThat(row.has("takenBy")).isFalse();

        var answered = deals.get(1);
        says(answered, asLi, "在的");
        assertThat(orders(all("", asChen)))
                .contains(ids.getFirst(), ids.getLast())
                .doesNotContain(answered.orderId());
        assertThat(orders(all("&unread=false&mine=true", asLi))).containsExactly(ids.get(1));
    }

    @Test
    void an_answer_takes_what_nobody_has_and_a_new_question_waits_for_who_has_it() {
        says(deal, deal.customer(), "在吗");
        assertThat(isUnread("&mine=false", deal)).isTrue();
        says(deal, asChen, "在的");
        assertThat(isUnread("", deal)).isFalse();
        says(deal, deal.customer(), "怎么退");
        assertThat(isUnread("&mine=false", deal)).isFalse();
        var mine = rows(get("/v1/conversations?unread=true&mine=true", asChen));
        assertThat(orders(mine)).containsExactly(deal.orderId());
        assertThat(mine.getFirst().path("takenBy").asString()).isEqualTo(chen);
        assertThat(rows(get("/v1/conversations?mine=true", asLi))).isEmpty();
        // A colleague's answer answers, and changes nothing about who has it.
        says(deal, asLi, "我同事忙");
        assertThat(isUnread("", deal)).isFalse();
        assertThat(get(desk, asLi).text("takenBy")).isEqualTo(chen);
    }

    @Test
    void what_cannot_be_an_order_has_no_conversation() {
        for (var id : List.of("a", "ab", "abc", "%C2%85%C2%9F")) {
            get("/v1/conversations/" + id, asChen).is(404);
            post("/v1/conversations/" + id + "/settle", asChen, "{}").is(404);
            get("/v1/orders/" + id + "/messages", asChen).is(404);
            get("/v1/refunds/" + id + "/messages", asChen).is(404);
        }
    }

    @Test
    void one_agent_has_it_until_it_is_handed_over_and_each_step_is_on_record() {
        post(desk + "/take", asChen, "{}").is(404);
        says(deal, deal.customer(), "在吗");
        assertThat(post(desk + "/take", asChen, "{}").is(200).text("takenBy")).isEqualTo(chen);
        post(desk + "/take", asChen, "{}").is(200);
        var refused = post(desk + "/take", asLi, "{}").is(409).says("CONVERSATION_TAKEN");
        assertThat(refused.text("takenBy")).isEqualTo(chen);

        var over = "{\"to\":\"%s\",\"text\":\"等商家\"}".formatted(li);
        assertThat(post(desk + "/hand-over", asChen, over).is(200).text("takenBy")).isEqualTo(li);
        post(desk + "/hand-over", asChen, over).is(200);
        var back = post(desk + "/hand-over", asLi, "{}").is(200);
        assertThat(back.json().has("takenBy")).isFalse();
        assertThat(isUnread("&mine=false", deal)).isTrue();
        post(desk + "/settle", asLi, "{}").is(200);
        assertThat(isUnread("", deal)).isFalse();

        var steps = get(desk, asLi).is(200).json().path("steps").valueStream().toList();
        assertThat(steps.stream().map(step -> step.path("type").asString()))
                .containsExactly("TAKEN", "HANDED_OVER", "HANDED_OVER", "SETTLED");
        assertThat(steps.get(1).path("to").asString()).isEqualTo(li);
        assertThat(steps.get(1).path("text").asString()).isEqualTo("等商家");
        assertThat(steps.get(1).at("/actor/id").asString()).isEqualTo(chen);
        assertThat(steps.get(2).has("to")).isFalse();
        assertThat(steps).allMatch(step -> !step.path("at").asString().isEmpty());
        assertThat(get("/v1/orders/" + deal.orderId() + "/messages", deal.customer()).body())
                .doesNotContain("等商家");
        post(desk + "/hand-over", asLi, "{\"to\":\"a b\"}").is(400).says("INVALID_INPUT");
    }

    @Test
    void what_was_asked_before_the_case_waits_until_an_agent_answers_in_the_case() {
        says(deal, deal.customer(), "在吗");
        var refundId = NEIGHBOURS.caseOf(deal.order());
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get(desk, asChen).text("refundId")).isEqualTo(refundId));
        assertThat(isUnread("", deal)).isTrue();
        post("/v1/refunds/" + refundId + "/messages", asChen, saying("在这里答复您")).is(201);
        assertThat(isUnread("", deal)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{unread: true}", "{unread: true, takenBy: ''}"})
    void the_queue_is_read_by_an_index(String filter) {
        says(deal, deal.customer(), "在吗");
        var find =
                new Document("find", "order_conversations")
                        .append("filter", Document.parse(filter))
                        .append("sort", Document.parse("{since: 1, _id: 1}"));
        var plan =
                mongo.executeCommand(new Document("explain", find))
                        .getEmbedded(List.of("queryPlanner", "winningPlan"), Document.class);
        assertThat(plan.getString("stage")).as(plan.toJson()).isEqualTo("IXSCAN");
    }

    @Test
    void the_desk_is_for_agents() {
        says(deal, deal.customer(), "在吗");
        for (var other : List.of(deal.customer(), deal.merchant(), TestTokens.operator())) {
            get("/v1/conversations", other).is(403).says("FORBIDDEN");
            get(desk, other).is(403);
            post(desk + "/take", other, "{}").is(403);
            post(desk + "/hand-over", other, "{}").is(403);
            post(desk + "/settle", other, "{}").is(403);
        }
        get("/v1/conversations?mine=maybe", AGENT).is(400);
        get("/v1/conversations?cursor=nonsense", AGENT).is(400).says("INVALID_INPUT");
    }
}
