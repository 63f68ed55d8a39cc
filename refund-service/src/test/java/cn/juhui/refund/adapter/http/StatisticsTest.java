package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class StatisticsTest extends RunningService {

    @Autowired RefundCommands commands;

    private DeskCases desk;
    private String merchant;

    @BeforeEach
    void aShop() {
        desk = DeskCases.of(commands);
        merchant = TestTokens.merchant(desk.merchantId());
    }

    private JsonNode figures(String query, String token) {
        return get("/v1/statistics?" + query, token).is(200).json();
    }

    private JsonNode total() {
        return figures("", merchant).path("total");
    }

    private Actor staff() {
        return new Actor(Role.MERCHANT, desk.merchantId() + "/staff");
    }

    @Test
    void say_what_became_of_the_applications() {
        desk.requested();
        desk.express();
        desk.approved();
        desk.offerAccepted();
        desk.refused();
        desk.halfPaid();
        var turnedAway = desk.underReview();
        desk.tell(
                turnedAway,
                new Command.Reject(RejectionCode.INSUFFICIENT_EVIDENCE, "看不清"),
                staff());

        var total = total();
        assertThat(total.path("applications").asInt()).isEqualTo(7);
        assertThat(total.path("express").asInt()).isEqualTo(1);
        assertThat(total.path("expressPossible").asInt()).isEqualTo(6);
        assertThat(total.path("expressCoverage").asDouble()).isEqualTo(0.1667);
        assertThat(total.path("approved").asInt()).isEqualTo(2);
        assertThat(total.path("rejected").asInt()).isEqualTo(3);
        assertThat(total.path("ruled").asInt()).isEqualTo(2);
        assertThat(total.path("appeals").asInt()).isEqualTo(2);
        assertThat(total.path("appealsWon").asInt()).isEqualTo(1);
        assertThat(total.path("appealsLost").asInt()).isEqualTo(1);
        assertThat(total.path("evidenceTurnedAway").asInt()).isEqualTo(1);
        assertThat(total.path("refunded").path("count").asInt()).isEqualTo(1);
        assertThat(total.path("refunded").path("amount").path("value").asInt()).isEqualTo(4950);
        assertThat(total.path("onTimeShare").asDouble()).isEqualTo(1.0);
    }

    @Test
    void of_a_merchant_who_is_late_say_how_late_and_how_often_they_were_urged() {
        var inTime = desk.underReview();
        var late = desk.underReview();
        var silent = desk.underReview();
        clock.advance(Duration.ofMinutes(90));
        desk.tell(inTime, new Command.Approve(null), staff());
        clock.advance(Situations.TERMS.reviewDeadline());
        for (var id : List.of(late, silent)) {
            desk.tell(id, new Command.PassDeadline(), Situations.SYSTEM);
            desk.tell(id, new Command.Urge(), new Actor(Role.CUSTOMER, desk.customerId()));
        }
        desk.tell(late, new Command.Approve(null), staff());

        var total = total();
        var toTheLate = Situations.TERMS.reviewDeadline().plusMinutes(90).toSeconds();
        assertThat(total.path("urges").asInt()).isEqualTo(2);
        assertThat(total.path("onTimeShare").asDouble()).isEqualTo(0.3333);
        assertThat(total.path("answerSeconds").path("p50").asLong()).isEqualTo(5400);
        assertThat(total.path("answerSeconds").path("p90").asLong()).isEqualTo(toTheLate);
    }

    /// Case by case, from what the cases themselves show.
    @Test
    void are_those_of_the_cases_themselves() {
        for (var i = 0; i < 5; i++) {
            desk.halfPaid();
            desk.paidElsewhere();
            desk.approved();
            desk.refused();
            clock.advance(Duration.ofHours(7).plusSeconds(11L * i));
        }
        var agent = TestTokens.agent("agt_lin");
        var cases =
                get("/v1/refunds?limit=100&merchantId=" + desk.merchantId(), agent)
                        .is(200)
                        .json()
                        .path("data");
        long completed = 0;
        long amount = 0;
        var answers = new ArrayList<Long>();
        for (var one : cases) {
            var id = one.path("id").asString();
            if (one.path("status").asString().equals("COMPLETED")) {
                completed++;
                amount += one.path("approved").path("value").asLong();
            }
            Instant begun = null;
            for (var entry : get("/v1/refunds/" + id + "/history", agent).json().path("data")) {
                var at = Instant.parse(entry.path("at").asString());
                switch (entry.path("type").asString()) {
                    case "refund.merchant_review_started" -> begun = at;
                    case "refund.merchant_approved", "refund.merchant_rejected" ->
                            answers.add(Duration.between(begun, at).toSeconds());
                    default -> {}
                }
            }
        }
        answers.sort(null);
        var rows = figures("groupBy=day,reason&groupBy=channel", merchant).path("data");
        assertThat(rows.size()).isBetween(2, 3);
        assertThat(sum(rows, "/applications")).isEqualTo(cases.size()).isEqualTo(20);
        assertThat(sum(rows, "/refunded/count")).isEqualTo(completed).isEqualTo(10);
        assertThat(sum(rows, "/refunded/amount/value")).isEqualTo(amount);
        assertThat(total().path("answerSeconds").path("p90").asLong())
                .isEqualTo(answers.get(answers.size() * 9 / 10 - 1));
        assertThat(rows.get(0).path("reason").asString()).isEqualTo("UNUSED");
        assertThat(rows.get(0).path("channel").asString()).isEqualTo("ALIPAY");
        assertThat(rows.get(0).has("category")).isFalse();
    }

    private static long sum(JsonNode rows, String pointer) {
        return rows.valueStream().mapToLong(row -> row.at(pointer).asLong()).sum();
    }

    @Test
    void are_a_merchants_own_and_an_operators_all_and_nobody_elses() {
        desk.express();
        var other = DeskCases.of(commands);
        other.express();
        var operator = TestTokens.operator();
        assertThat(total().path("applications").asInt()).isEqualTo(1);
        var rows = figures("groupBy=merchant", operator).path("data");
        assertThat(rows.valueStream().map(row -> row.path("merchant").asString()))
                .contains(desk.merchantId(), other.merchantId());
        var one = figures("groupBy=category&merchantId=" + other.merchantId(), operator);
        assertThat(one.at("/total/applications").asInt()).isEqualTo(1);
        assertThat(one.at("/data/0/category").asString()).isEqualTo("GIFT_CARD");
        get("/v1/statistics?merchantId=" + other.merchantId(), merchant).is(400);
        get("/v1/statistics", TestTokens.agent("agt_lin")).is(403);
        get("/v1/statistics", TestTokens.customer(desk.customerId())).is(403);
    }

    @Test
    void of_a_day_are_those_of_that_day_in_beijing() {
        desk.express();
        var today = clock.instant().atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalDate();
        var day = "from=%s&to=%s".formatted(today, today);
        assertThat(figures(day, merchant).at("/data/0/day").asString()).isEqualTo(today.toString());
        var before = "from=%s&to=%s".formatted(today.minusDays(2), today.minusDays(1));
        assertThat(figures(before, merchant).path("data").size()).isZero();
        get("/v1/statistics?from=2026-11-24&to=2026-11-01", merchant).is(400);
        get("/v1/statistics?from=yesterday", merchant).is(400);
        get("/v1/statistics?groupBy=weather", merchant).is(400);
    }

    @Test
    void are_a_table_for_who_wants_one() {
        desk.halfPaid();
        var table =
                get(
                                "/v1/statistics?groupBy=merchant",
                                merchant,
                                "Accept",
                                "text/csv",
                                "Accept-Language",
                                "en")
                        .is(200);
        var lines = table.response().body().split("\r\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("\ufeff\"Merchant\",\"Applications\"");
        assertThat(lines[1])
                .startsWith("\"" + desk.merchantId() + "\",\"1\"")
                .contains("\"49.50\"");
    }
}
