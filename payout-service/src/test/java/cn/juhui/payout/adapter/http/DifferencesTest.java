package cn.juhui.payout.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.payout.PayoutServiceApplication;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.AskedService;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The running check of the books, in the whole service: what a channel, order-service and refund-service say, and what stands in the store, is changed behind
/// its back.
@ServiceTest
@SpringBootTest(
        classes = PayoutServiceApplication.class,
        properties = "spring.config.name=payout-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferencesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Money OWED = Money.cny(9_900);
    private static final Book PAID = new Book("SUCCEEDED", OWED, OWED, true);

    /// refund-service, order-service, and the channel.
    private static final AskedService OTHERS = new AskedService();

    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();

    private final HttpClient http = HttpClient.newHttpClient();
    private final WorkingCalendar calendar = new WorkingCalendar(List.of());

    @LocalServerPort private int port;
    @Autowired private Journal<Payout, PayoutEvent> payouts;
    @Autowired private MongoTemplate mongo;
    @Autowired private MeterRegistry meters;
    @Autowired private Clock clock;

    @DynamicPropertySource
    static void others(DynamicPropertyRegistry registry) {
        registry.add("CHANNEL_URL", OTHERS::url);
        registry.add("juhui.services.urls.order-service", OTHERS::url);
        registry.add("juhui.services.urls.refund-service", OTHERS::url);
        registry.add("juhui.payouts.comparison.every", () -> "100ms");
        registry.add("juhui.payouts.comparison.grace", () -> "0s");
    }

    @AfterAll
    void stop() {
        OTHERS.close();
    }

    @BeforeEach
    void theChannelTookNothingBack() {
        OTHERS.answer(Map.of("data", List.of()), "/channels/ALIPAY/reversals");
    }

    /// A refund of its own for each test.
    private record Case(String refundId, String orderId) {

        static Case fresh() {
            return new Case(Ids.next("rfd"), Ids.next("ord"));
        }

        String payoutId() {
            return Payout.idFor(refundId);
        }

        Case refundSays(Book book) {
            OTHERS.answer(book, Book.OF_REFUND, refundId);
            return this;
        }

        Case orderSays(Book book) {
            OTHERS.answer(book, Book.OF_ORDER, orderId, refundId);
            return this;
        }

        Case channelSays(String status) {
            OTHERS.answer(
                    Map.of(
                            "refundNo",
                            payoutId() + "-1",
                            "channelRefundId",
                            "A1",
                            "status",
                            status,
                            "paidAt",
                            "2026-03-01T12:00:00Z",
                            "code",
                            "RETURNED"),
                    "/channels/ALIPAY/refunds/" + payoutId() + "-1");
            return this;
        }

        static Case agreed() {
            return fresh().refundSays(PAID).orderSays(PAID).channelSays("SUCCEEDED");
        }
    }

    /// Stores its payout, paid.
    private Case paid(Case story) {
        return answered(story, new Answer.Settled("A1", Instant.parse("2026-03-01T12:00:00Z")));
    }

    private Case answered(Case story, Answer said) {
        var at = clock.instant();
        var payout =
                PayoutMachine.initiate(
                        story.refundId(),
                        story.orderId(),
                        "cus_1",
                        "mer_1",
                        OWED,
                        PaymentChannel.ALIPAY,
                        "T1",
                        at,
                        calendar);
        var cause = Cause.clock("test");
        payouts.add(payout.id(), payout, List.of(PayoutMachine.initiated(payout)), cause);
        var answer = new NoteAnswer(payout.attempt().payoutNo(), payout.turn(), said, at);
        payouts.handle(
                payout.id(),
                cause,
                stored -> PayoutMachine.decide(stored.aggregate(), answer, calendar));
        return story;
    }

    private HttpResponse<String> get(String query, String token) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/v1/operations/differences%s"
                                                .formatted(port, query)))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try {
            return ANSWERS.checked(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private List<JsonNode> listed(Case story, boolean open) {
        var answer = get("?limit=100&open=" + open, TestTokens.operator());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("data")
                .valueStream()
                .filter(d -> d.path("refundId").asString().equals(story.refundId()))
                .toList();
    }

    private JsonNode awaitListed(Case story, boolean open) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> listed(story, open), found -> !found.isEmpty())
                .getFirst();
    }

    private static List<String> kinds(JsonNode difference) {
        return difference.path("kinds").valueStream().map(JsonNode::asString).toList();
    }

    /// Every book of it was asked for this often.
    private static void awaitAsked(Case story, int times) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        OTHERS.asked().stream()
                                        .filter(path ->
                                                path.contains(
                                                        "/internal/refunds/" + story.refundId()))
                                        .count()
                                >= times);
    }

    private void change(Case story, String member, Object value) {
        mongo.getCollection("payouts")
                .updateOne(
                        Filters.eq("_id", story.payoutId()),
                        Updates.combine(
                                Updates.set(member, value),
                                Updates.set("updatedAt", Date.from(clock.instant()))));
    }

    @Test
    void a_planted_difference_is_found_and_closes_itself_when_it_is_mended() {
        var story = paid(Case.agreed());
        awaitAsked(story, 1);
        assertThat(listed(story, true)).isEmpty();

        change(story, "state.amount.value", 9_000L);

        var found = awaitListed(story, true);
        assertThat(kinds(found)).containsExactly("CASE", "ORDER", "AMOUNT");
        assertThat(found.at("/says/payout/arrived/value").asLong()).isEqualTo(9_000);
        assertThat(found.at("/says/order/arrived/value").asLong()).isEqualTo(9_900);
        assertThat(found.at("/says/refund/state").asString()).isEqualTo("SUCCEEDED");
        assertThat(found.path("since").asString()).isNotEmpty();
        assertThat(found.has("closedAt")).isFalse();

        change(story, "state.amount.value", 9_900L);

        var closed = awaitListed(story, false);
        assertThat(closed.path("closedAt").asString()).isNotEmpty();
        assertThat(closed.path("since")).isEqualTo(found.path("since"));
        assertThat(listed(story, true)).isEmpty();
    }

    @Test
    void an_order_that_did_not_follow_is_counted_until_it_did() {
        var story = Case.agreed().orderSays(new Book("VOIDED", OWED, null, true));

        paid(story);

        assertThat(kinds(awaitListed(story, true))).containsExactly("ORDER");
        var gauge = meters.get("juhui.reconciliation.differences").tag("kind", "ORDER").gauge();
        Awaitility.await().atMost(PATIENCE).until(() -> gauge.value() >= 1);

        story.orderSays(PAID);

        assertThat(kinds(awaitListed(story, false))).containsExactly("ORDER");
    }

    @Test
    void a_channel_that_knows_of_no_money_is_asked_by_people() {
        var story = paid(Case.agreed().channelSays("PROCESSING"));

        var found = awaitListed(story, true);

        assertThat(kinds(found)).containsExactly("CHANNEL");
        assertThat(found.at("/says/channel/state").asString()).isEqualTo("PROCESSING");
        assertThat(found.at("/says/channel/arrived").isMissingNode()).isTrue();
    }

    /// Its list of what it took back told nobody, or what was stored of that is lost.
    @Test
    void money_that_the_channel_took_back_unheard_is_told_to_everybody() {
        var story = paid(Case.agreed().channelSays("REVERSED"));

        awaitTold(story, PayoutReversed.TYPE);
        assertThat(kinds(awaitListed(story, true))).containsExactly("CASE", "ORDER");

        var owed = new Book("PAYING", OWED, null, true);
        story.refundSays(owed).orderSays(owed);
        awaitListed(story, false);
    }

    @Test
    void money_that_the_channel_paid_unheard_is_told_to_everybody() {
        var story = Case.agreed();
        answered(story, new Answer.Abnormal("ACCOUNT_CLOSED"));

        awaitTold(story, PayoutCompleted.TYPE);
        awaitAsked(story, 2);
        assertThat(listed(story, true)).isEmpty();
    }

    private void awaitTold(Case story, String type) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        payouts.history(story.payoutId()).stream()
                                .anyMatch(entry -> entry.type().equals(type)));
    }

    @Test
    void what_cannot_be_asked_is_no_difference_and_is_asked_again() {
        var story = paid(Case.fresh().channelSays("SUCCEEDED"));
        awaitAsked(story, 2);
        assertThat(listed(story, true)).isEmpty();

        story.refundSays(PAID).orderSays(new Book("SETTLED", OWED, OWED, false));

        assertThat(kinds(awaitListed(story, true))).containsExactly("BALANCE");
    }

    @Test
    void is_for_operators_only_and_page_by_page() {
        var first = paid(Case.agreed().orderSays(Book.none()));
        var second = paid(Case.agreed().orderSays(Book.none()));
        awaitListed(first, true);
        awaitListed(second, true);

        assertThat(get("", TestTokens.agent("agt_1")).statusCode()).isEqualTo(403);
        assertThat(get("", TestTokens.merchant("mer_1")).statusCode()).isEqualTo(403);
        assertThat(get("?open=perhaps", TestTokens.operator()).statusCode()).isEqualTo(400);
        assertThat(get("?cursor=x", TestTokens.operator()).statusCode()).isEqualTo(400);
        var page = JsonMapper.shared().readTree(get("?limit=1", TestTokens.operator()).body());
        assertThat(page.path("data")).hasSize(1);
        var next =
                get("?limit=1&cursor=" + page.path("nextCursor").asString(), TestTokens.operator());
        assertThat(JsonMapper.shared().readTree(next.body()).path("data")).hasSize(1);
        assertThat(next.body()).doesNotContain(page.at("/data/0/refundId").asString());
    }
}
