package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.state.Payout;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

class OperationsTest extends RunningService {

    private static final String OPERATOR = TestTokens.operator();

    @Autowired RefundCommands commands;

    @Autowired private MongoTemplate mongo;

    private DeskCases desk;

    /// Cases of other tests are late, too, and the list holds fifty.
    @BeforeEach
    void aShop() {
        mongo.getCollection("refunds").deleteMany(Filters.gt("_id", ""));
        desk = DeskCases.of(commands);
    }

    private JsonNode list(String path) {
        return get("/v1/operations/" + path, OPERATOR).is(200).json();
    }

    private Map<String, Long> counts() {
        return list("stuck")
                .path("totals")
                .valueStream()
                .collect(
                        Collectors.toMap(
                                t -> t.path("cause").asString(), t -> t.path("count").asLong()));
    }

    @Test
    void are_for_operators_only() {
        for (var path : List.of("stuck", "deadlines", "late-merchants")) {
            get("/v1/operations/" + path, TestTokens.agent("agt_lin")).is(403);
            get("/v1/operations/" + path, TestTokens.merchant(desk.merchantId())).is(403);
        }
    }

    @Nested
    class Stuck_money {

        @Test
        void is_told_by_cause_with_its_amount_and_how_long() {
            var before = counts();
            var unknown = desk.approved();
            var lost =
                    new Payout.Unknown(
                            Ids.sibling("pay", unknown), PaymentChannel.ALIPAY, "TIMEOUT");
            desk.tell(unknown, Situations.news(lost), Situations.SYSTEM);
            desk.accountNeeded();
            desk.accountNamed();
            desk.approved();

            var after = counts();
            for (var cause : List.of("ANSWER_UNKNOWN", "ACCOUNT_NEEDED", "ACCOUNT_UNVERIFIED")) {
                assertThat(after.get(cause)).isEqualTo(before.getOrDefault(cause, 0L) + 1);
            }
            assertThat(after.get("NOT_SENT")).isEqualTo(before.get("NOT_SENT"));

            clock.advance(Duration.ofMinutes(10));
            var row = row(unknown).orElseThrow();
            assertThat(row.path("cause").asString()).isEqualTo("ANSWER_UNKNOWN");
            assertThat(row.path("next").asString()).isEqualTo("CHANNEL_IS_ASKED");
            assertThat(row.path("payoutId").asString()).isEqualTo(Ids.sibling("pay", unknown));
            assertThat(row.path("channel").asString()).isEqualTo("ALIPAY");
            assertThat(row.at("/amount/value").asLong()).isEqualTo(Situations.PRICE.value());
            assertThat(row.path("ageSeconds").asLong()).isEqualTo(600);
        }

        @Test
        void is_what_was_not_sent_in_time_and_the_clock_makes_it_no_younger() {
            var id = desk.approved();
            assertThat(row(id)).isEmpty();
            clock.advance(Duration.ofHours(4));
            desk.tell(id, new Command.PassDeadline(), Situations.SYSTEM);
            var row = row(id).orElseThrow();
            assertThat(row.path("cause").asString()).isEqualTo("NOT_SENT");
            assertThat(row.path("ageSeconds").asLong()).isEqualTo(4 * 3600);
        }

        private Optional<JsonNode> row(String id) {
            return list("stuck")
                    .path("data")
                    .valueStream()
                    .filter(row -> row.path("refundId").asString().equals(id))
                    .findFirst();
        }
    }

    @Nested
    class Deadlines {

        @Test
        void of_the_next_hours_come_in_their_order_page_by_page() {
            var first = desk.underReview();
            clock.advance(Duration.ofMinutes(1));
            var second = desk.underReview();
            clock.advance(Situations.TERMS.reviewDeadline().minusMinutes(30));

            assertThat(theirs("PT1H")).containsExactly(first, second);
            assertThat(theirs("PT1M")).isEmpty();
            get("/v1/operations/deadlines?within=P8D", OPERATOR).is(400);
            get("/v1/operations/deadlines?within=soon", OPERATOR).is(400);
        }

        private List<String> theirs(String within) {
            var found = new ArrayList<String>();
            var cursor = "";
            do {
                var page = list("deadlines?limit=1&within=" + within + cursor);
                page.path("data")
                        .valueStream()
                        .filter(row -> row.path("merchantId").asString().equals(desk.merchantId()))
                        .forEach(row -> found.add(row.path("refundId").asString()));
                var next = page.path("nextCursor").asString("");
                cursor = next.isEmpty() ? "" : "&cursor=" + next;
            } while (!cursor.isEmpty());
            return found;
        }
    }

    @Nested
    class A_merchant_who_is_late {

        @Test
        void is_told_with_how_many_cases_and_how_much() {
            var late = Stream.of(desk.underReview(), desk.underReview()).toList();
            desk.offered();
            assertThat(row()).isEmpty();
            clock.advance(Situations.TERMS.reviewDeadline());
            late.forEach(id -> desk.tell(id, new Command.PassDeadline(), Situations.SYSTEM));
            var row = row().orElseThrow();
            assertThat(row.path("cases").asInt()).isEqualTo(2);
            assertThat(row.at("/amount/value").asLong()).isEqualTo(2 * Situations.PRICE.value());
        }

        private Optional<JsonNode> row() {
            return list("late-merchants")
                    .path("data")
                    .valueStream()
                    .filter(row -> row.path("merchantId").asString().equals(desk.merchantId()))
                    .findFirst();
        }
    }
}
