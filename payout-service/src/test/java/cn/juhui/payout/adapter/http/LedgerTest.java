package cn.juhui.payout.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.PayoutServiceApplication;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.payout.domain.ledger.LedgerEntry;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
@SpringBootTest(
        classes = PayoutServiceApplication.class,
        properties = "spring.config.name=payout-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LedgerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();

    private final HttpClient http = HttpClient.newHttpClient();
    private final WorkingCalendar calendar = new WorkingCalendar(List.of());

    @LocalServerPort private int port;
    @Autowired private Journal<Payout, PayoutEvent> payouts;
    @Autowired private MongoTemplate mongo;
    @Autowired private MeterRegistry meters;
    @Autowired private Clock clock;

    @DynamicPropertySource
    static void quick(DynamicPropertyRegistry registry) {
        registry.add("juhui.payouts.ledger.every", () -> "100ms");
        registry.add("juhui.payouts.ledger.lag", () -> "0s");
        registry.add("juhui.payouts.ledger.check-every", () -> "100ms");
        registry.add("juhui.payouts.ledger.grace", () -> "1s");
        registry.add("juhui.payouts.comparison.grace", () -> "1h");
    }

    /// Stores a payout that was paid.
    private String paid(String merchantId, long fen) {
        var at = clock.instant();
        var payout =
                PayoutMachine.initiate(
                        Ids.next("rfd"),
                        Ids.next("ord"),
                        "cus_1",
                        merchantId,
                        Money.cny(fen),
                        PaymentChannel.ALIPAY,
                        "T1",
                        at,
                        calendar);
        var cause = Cause.clock("test");
        payouts.add(payout.id(), payout, List.of(PayoutMachine.initiated(payout)), cause);
        var answer =
                new NoteAnswer(
                        payout.attempt().payoutNo(),
                        payout.turn(),
                        new Answer.Settled("A1", at),
                        at);
        payouts.handle(
                payout.id(),
                cause,
                stored -> PayoutMachine.decide(stored.aggregate(), answer, calendar));
        return payout.id();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path, String token) {
        try {
            return ANSWERS.checked(
                    http.send(
                            request.uri(
                                            URI.create(
                                                    "http://127.0.0.1:%d/v1/ledger%s"
                                                            .formatted(port, path)))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(String path, String token) {
        return send(HttpRequest.newBuilder().GET(), path, token);
    }

    private HttpResponse<String> settle(
            String merchantId, long fen, String reference, String token) {
        var body =
                """
                {"merchantId": "%s", "amount": {"value": %d, "currency": "CNY"}, "reference": "%s"}
                """
                        .formatted(merchantId, fen, reference);
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)),
                "/settlements",
                token);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }

    private List<JsonNode> entries(String payoutId, int wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () ->
                                json(get("/entries?payoutId=" + payoutId, TestTokens.operator()))
                                        .path("data")
                                        .valueStream()
                                        .toList(),
                        found -> found.size() == wanted);
    }

    private long balance(String account, String token) {
        return json(get("/balances", token))
                .path("balances")
                .valueStream()
                .filter(b -> b.path("account").asString().equals(account))
                .mapToLong(b -> b.path("balance").asLong())
                .sum();
    }

    @Test
    void each_fact_is_one_balanced_entry_and_all_accounts_add_up_to_nothing() {
        var payoutId = paid("mer_sums", 9_900);
        var entries = entries(payoutId, 3);
        assertThat(entries)
                .extracting(e -> e.path("fact").asString())
                .containsExactly("APPROVED", "SUBMITTED", "SUCCEEDED");
        for (var entry : entries) {
            var sum =
                    entry.path("lines")
                            .valueStream()
                            .mapToLong(l -> l.path("debit").asLong() - l.path("credit").asLong())
                            .sum();
            assertThat(sum).as(entry.toString()).isZero();
        }
        var all = json(get("/balances", TestTokens.operator())).path("balances").valueStream();
        assertThat(all.mapToLong(b -> b.path("balance").asLong()).sum()).isZero();
        assertThat(balance("merchants:mer_sums", TestTokens.operator())).isEqualTo(9_900);
    }

    @Test
    void a_merchant_sees_its_own_account_and_nobody_elses() {
        var payoutId = paid("mer_own", 100);
        paid("mer_other", 200);
        entries(payoutId, 3);
        var own = TestTokens.merchant("mer_own");
        var entries = json(get("/entries", own)).path("data").valueStream().toList();
        assertThat(entries)
                .extracting(e -> e.path("merchantId").asString())
                .containsOnly("mer_own");
        assertThat(entries)
                .flatExtracting(e ->
                        e.path("lines")
                                .valueStream()
                                .map(l -> l.path("account").asString())
                                .toList())
                .containsOnly("merchants:mer_own");
        assertThat(balance("merchants:mer_own", own)).isEqualTo(100);
        assertThat(json(get("/balances", own)).path("balances").size()).isEqualTo(1);
        assertThat(get("/entries?merchantId=mer_other", own).statusCode()).isEqualTo(403);
        var month = YearMonth.now(clock.withZone(LedgerEntry.ZONE));
        assertThat(get("/statements/mer_other/" + month, own).statusCode()).isEqualTo(403);
        assertThat(get("/balances", TestTokens.customer("cus_1")).statusCode()).isEqualTo(403);
        assertThat(settle("mer_own", 100, "B1", own).statusCode()).isEqualTo(403);
    }

    @Test
    void what_a_merchant_pays_in_is_entered_once_and_shown_in_its_month() {
        var payoutId = paid("mer_pays", 9_900);
        entries(payoutId, 3);
        var operator = TestTokens.operator();
        var first = settle("mer_pays", 4_000, "B20261130001", operator);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(settle("mer_pays", 4_000, "B20261130001", operator).body())
                .isEqualTo(first.body());
        var other = settle("mer_pays", 4_001, "B20261130001", operator);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("REFERENCE_USED");
        assertThat(settle("mer_nobody", 1, "B1", operator).statusCode()).isEqualTo(404);
        assertThat(settle("mer_pays", 0, "B2", operator).statusCode()).isEqualTo(400);
        assertThat(balance("merchants:mer_pays", operator)).isEqualTo(5_900);

        var month = YearMonth.now(clock.withZone(LedgerEntry.ZONE));
        var csv = get("/statements/mer_pays/" + month, operator);
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        var lines = csv.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1))
                .contains(",APPROVED,")
                .contains(payoutId)
                .endsWith(",CNY,99.00,,99.00");
        assertThat(lines.get(2)).contains(",SETTLED,").endsWith(",B20261130001,CNY,,40.00,59.00");
        var next =
                get("/statements/mer_pays/" + month.plusMonths(1), operator)
                        .body()
                        .lines()
                        .toList();
        assertThat(next).hasSize(2);
        assertThat(next.get(1)).endsWith(",OPENING,,,,,CNY,,,59.00");
        assertThat(get("/statements/mer_pays/November", operator).statusCode()).isEqualTo(400);
        assertThat(get("/entries?from=yesterday", operator).statusCode()).isEqualTo(400);
        var tomorrow = LocalDate.now(clock.withZone(LedgerEntry.ZONE)).plusDays(2);
        assertThat(json(get("/entries?from=" + tomorrow, operator)).path("data").size()).isZero();
    }

    @Test
    void the_check_enters_what_is_missing_and_counts_what_is_not_what_the_journal_says() {
        var payoutId = paid("mer_check", 700);
        entries(payoutId, 3);
        var ledger = mongo.getCollection("ledger");
        var missing = meters.counter("juhui.ledger.missing");
        var differs = meters.counter("juhui.ledger.differs");
        var missingBefore = missing.count();
        var differsBefore = differs.count();
        ledger.deleteOne(Filters.eq("_id", payoutId + ":2"));
        ledger.updateOne(
                Filters.eq("_id", payoutId + ":3"),
                Updates.combine(Updates.set("lines.0.account", "channels:WECHAT_PAY")));

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(missing.count()).isEqualTo(missingBefore + 1);
                    assertThat(differs.count()).isEqualTo(differsBefore + 1);
                });
        assertThat(entries(payoutId, 3)).hasSize(3);
    }
}
