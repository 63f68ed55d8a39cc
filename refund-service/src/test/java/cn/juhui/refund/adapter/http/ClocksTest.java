package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OrderIds;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// What a side, a channel or another service leaves undone, as people see it.
@TestPropertySource(properties = "test.context=of its own, for its clock is moved")
class ClocksTest extends RunningService {

    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final String AGENT = TestTokens.agent("agt_clock");

    @Autowired private RefundCommands commands;

    /// Asked for what the order told, not only for what a person waits for.
    @DynamicPropertySource
    static void askedAgain(DynamicPropertyRegistry registry) {
        registry.add("juhui.services.urls.order-service", NEIGHBOURS::url);
    }

    private DeskCases desk() {
        return DeskCases.of(commands);
    }

    private JsonNode seen(String id, String token) {
        return get("/v1/refunds/" + id, token).is(200).json();
    }

    private void awaitStatus(String id, String status) {
        await().atMost(AT_MOST)
                .until(() -> seen(id, AGENT).path("status").asString("").equals(status));
    }

    private void awaitOverdue(String id, DeskCases desk) {
        await().atMost(AT_MOST)
                .until(() ->
                        get("/v1/refunds?overdue=true&merchantId=" + desk.merchantId(), AGENT)
                                .is(200)
                                .response()
                                .body()
                                .contains(id));
    }

    private String history(String id) {
        return get("/v1/refunds/" + id + "/history", AGENT).is(200).response().body();
    }

    @Nested
    class An_order_that_does_not_answer {

        private final DeskCases desk = desk();
        private final String id = desk.requested();

        @AfterEach
        void isBack() {
            NEIGHBOURS.down = false;
        }

        private Refund refund() {
            return commands.journal().find(id).orElseThrow().aggregate();
        }

        private void hasAnswered(OrderEvent event) {
            NEIGHBOURS.untold.put(refund().application().orderId(), event);
        }

        private RefundHeld held() {
            var hold = Situations.hold(RefundRoute.MERCHANT_REVIEW, Situations.TERMS);
            return new RefundHeld(
                    new OrderIds(
                            new OrderId(refund().application().orderId()),
                            refund().application().orderNo(),
                            new CustomerId(desk.customerId()),
                            new MerchantId(desk.merchantId())),
                    new RefundId(id),
                    hold.cardIds().stream().map(CardId::new).toList(),
                    hold.amount(),
                    hold.arithmetic(),
                    hold.route(),
                    List.of(),
                    hold.terms(),
                    null,
                    null,
                    null);
        }

        @Test
        void is_asked_after_a_minute_and_the_case_is_shown_as_late_until_it_says_something() {
            clock.advance(Duration.ofSeconds(61));
            awaitOverdue(id, desk);
            assertThat(seen(id, AGENT).at("/review/deadline/overdue").asBoolean()).isTrue();
            assertThat(seen(id, AGENT).path("status").asString()).isEqualTo("REQUESTED");
            assertThat(history(id)).contains("订单尚未答复");
            var counts =
                    get("/v1/refunds/counts?merchantId=" + desk.merchantId(), AGENT).is(200).json();
            assertThat(counts.path("overdue").asInt()).isEqualTo(1);

            hasAnswered(held());
            clock.advance(Duration.ofMinutes(2));
            awaitStatus(id, "MERCHANT_REVIEW");

            var before = desk.version(id);
            NEIGHBOURS.tellOfOrder(refund().application().orderId(), held());
            var second = desk.requested();
            NEIGHBOURS.tellOfOrder(
                    refund().application().orderId(),
                    new RefundHoldDeclined(
                            new OrderIds(
                                    new OrderId(refund().application().orderId()),
                                    refund().application().orderNo(),
                                    new CustomerId(desk.customerId()),
                                    new MerchantId(desk.merchantId())),
                            new RefundId(second),
                            List.of()));
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            seen(second, AGENT).path("status").asString("").equals("DECLINED"));
            assertThat(desk.version(id)).isEqualTo(before);
        }

        @Test
        void may_be_away_and_the_case_goes_on_when_it_is_back() {
            NEIGHBOURS.down = true;
            clock.advance(Duration.ofSeconds(61));
            awaitOverdue(id, desk);
            NEIGHBOURS.down = false;
            hasAnswered(
                    new RefundHoldDeclined(
                            new OrderIds(
                                    new OrderId(refund().application().orderId()),
                                    refund().application().orderNo(),
                                    new CustomerId(desk.customerId()),
                                    new MerchantId(desk.merchantId())),
                            new RefundId(id),
                            List.of(
                                    new RuleOutcome(
                                            "R7",
                                            RuleOutcome.Outcome.BLOCKED,
                                            "CARD_IN_OPEN_REFUND",
                                            new CardId(Situations.CARD)))));
            clock.advance(Duration.ofMinutes(2));
            awaitStatus(id, "DECLINED");
            assertThat(seen(id, AGENT).path("rules").toString()).contains("R7");
        }
    }

    @Test
    void an_express_refund_is_late_after_half_an_hour_and_says_why() {
        var desk = desk();
        var id = desk.express();
        assertThat(seen(id, AGENT).at("/payout/deadline/remainingSeconds").asLong())
                .isEqualTo(1800);
        clock.advance(Duration.ofMinutes(31));
        awaitOverdue(id, desk);
        var customer = TestTokens.customer(desk.customerId());
        assertThat(seen(id, customer).at("/payout/explanation").asString()).contains("尚未提交");
        assertThat(history(id)).contains("尚未提交支付渠道");
    }

    @Test
    void an_application_by_an_agent_says_so() {
        assertThat(seen(desk().underReview(), AGENT).path("requestedBy").asString())
                .isEqualTo("CUSTOMER");
    }

    @Nested
    class A_merchant_who_asks_for_evidence {

        private static final String ASK = "{\"kinds\":[\"CONVERSATION\"],\"text\":\"请补充\"}";

        private final DeskCases desk = desk();
        private final String id = desk.underReview();
        private final String merchant = TestTokens.merchant(desk.merchantId());
        private final String customer = TestTokens.customer(desk.customerId());
        private final Actor buyer = new Actor(Role.CUSTOMER, desk.customerId());

        private Answer asks() {
            return post("/v1/refunds/" + id + "/evidence-request", merchant, ASK);
        }

        private void supplies(String digit) {
            desk.tell(id, Situations.evidence(digit), buyer);
        }

        @Test
        void asks_twice_and_is_told_why_not_again() {
            asks().is(200);
            supplies("1");
            asks().is(200);
            supplies("2");
            var no = asks().is(409).says("EVIDENCE_ASKED_ENOUGH");
            assertThat(no.text("detail")).contains("2 次");
            assertThat(seen(id, merchant).path("allowedActions").toString())
                    .doesNotContain("EVIDENCE_REQUEST");
        }

        @Test
        void is_urged_when_their_time_is_over_and_the_platform_steps_in() {
            asks().is(200);
            var request = seen(id, customer).at("/review/evidenceRequest");
            assertThat(request.at("/merchantDeadline/remainingSeconds").asLong())
                    .isEqualTo(Duration.ofHours(36).toSeconds());
            clock.advance(Duration.ofHours(36).plusMinutes(1));
            awaitOverdue(id, desk);
            assertThat(seen(id, customer).path("status").asString()).isEqualTo("AWAITING_EVIDENCE");
            post("/v1/refunds/" + id + "/urge", customer, "").is(200);
            var stepIn = "{\"statement\":\"商家一直拖延\"}";
            assertThat(
                            post("/v1/refunds/" + id + "/intervention", customer, stepIn)
                                    .is(200)
                                    .text("status"))
                    .isEqualTo("PLATFORM_REVIEW");
        }

        @Test
        void does_not_end_the_case_with_it_before_the_customer_could_contest_that() {
            asks().is(200);
            clock.advance(Duration.ofDays(3).plusMinutes(1));
            awaitStatus(id, "REJECTED");
            var missed = seen(id, customer);
            assertThat(missed.path("statusText").asString()).contains("未按时补充凭证", "申诉一次");
            assertThat(missed.at("/review/state").asString()).isEqualTo("EVIDENCE_MISSED");
            assertThat(missed.path("allowedActions").toString()).contains("APPEAL");
            assertThat(history(id)).contains("买家未按时补充凭证");
            var appeal = "{\"statement\":\"商家要的截图不存在\"}";
            assertThat(
                            post("/v1/refunds/" + id + "/appeal", customer, appeal)
                                    .is(200)
                                    .text("status"))
                    .isEqualTo("PLATFORM_REVIEW");
        }

        @Test
        void has_a_closed_case_when_nobody_contests_it_in_time() {
            asks().is(200);
            clock.advance(Duration.ofDays(3).plusMinutes(1));
            awaitStatus(id, "REJECTED");
            clock.advance(Duration.ofDays(7).plusMinutes(1));
            awaitStatus(id, "CLOSED");
            assertThat(seen(id, customer).at("/review/closingCause").asString())
                    .isEqualTo("EVIDENCE_NEVER_CAME");
        }

        @Test
        void leaves_time_to_remind_the_customer() {
            asks().is(200);
            clock.advance(Duration.ofHours(55));
            await().atMost(AT_MOST).until(() -> history(id).contains("提醒买家补充凭证"));
        }
    }
}
