package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.Situations.Situation;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import cn.juhui.refund.domain.state.Rounds;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What a case that went round often enough answers, to people in their language.
class RoundsTest extends RunningService {

    private static final String CUSTOMER = TestTokens.customer("cus_alice");
    private static final String OTHER_AGENT = TestTokens.agent("agent_du");

    @Autowired private Journal<Refund, RefundEvent> journal;

    /// Other classes may have moved the clock that they share.
    @BeforeEach
    void in_the_morning() {
        clock.advance(Duration.between(clock.instant(), Situations.MORNING));
    }

    private String wentRound(Situation s) {
        var refund = s.refund();
        var id = Ids.next("rfd");
        var copy =
                new Refund(
                        id,
                        refund.application(),
                        refund.evidenceIds(),
                        refund.hold(),
                        refund.appeals(),
                        refund.review(),
                        refund.intervention(),
                        refund.payout(),
                        refund.paidElsewhere(),
                        refund.evidenceRequests(),
                        refund.accountProofs(),
                        new Rounds(10, 50, 10, 10, 0));
        var events =
                RefundMachine.apply(
                                id, refund.application(), refund.evidenceIds(), Situations.MORNING)
                        .events();
        assertThat(journal.add(id, copy, events, Cause.clock("test"))).isPresent();
        return id;
    }

    private void assertEnough(
            String id, String action, String token, String body, String code, String... texts) {
        var path = "/v1/refunds/" + id + "/" + action;
        var chinese = post(path, token, body).is(409).says(code);
        assertThat(chinese.json().path("detail").asString("")).contains(texts[0]);
        var english = post(path, token, body, "Accept-Language", "en").is(409).says(code);
        assertThat(english.json().path("detail").asString("")).contains(texts[1]);
    }

    @Test
    void it_is_resubmitted_no_more_and_says_what_else_can_be_done() {
        var rejected = Situations.rejected(RejectionCode.INSUFFICIENT_EVIDENCE);
        var piece = Ids.next("evd");
        NEIGHBOURS.evidence.put(
                piece,
                "{\"id\":\"%s\",\"kind\":\"OTHER\",\"orderId\":\"%s\"}"
                        .formatted(piece, rejected.refund().application().orderId()));
        assertEnough(
                wentRound(rejected),
                "resubmit",
                CUSTOMER,
                "{\"evidenceIds\":[\"%s\"]}".formatted(piece),
                "RESUBMISSIONS_EXHAUSTED",
                "最多重新提交 10 次",
                "can be resubmitted 10 times");
    }

    @Test
    void it_is_taken_no_more_and_any_agent_rules() {
        var id = wentRound(Situations.taken());
        assertEnough(id, "take", OTHER_AGENT, "", "TAKES_EXHAUSTED", "已换手 50 次", "50 times");
        var full =
                "{\"decision\":\"FULL\",\"rule\":\"R3\",\"text\":\"卡密无效\",\"costBearer\":\"MERCHANT\"}";
        post("/v1/refunds/" + id + "/ruling", OTHER_AGENT, full).is(200);
    }

    @Test
    void a_ruling_is_returned_no_more_and_can_be_confirmed() {
        var id = wentRound(Situations.rulingProposed());
        assertEnough(
                id,
                "ruling/confirmation",
                OTHER_AGENT,
                "{\"decision\":\"REFUSE\",\"text\":\"金额再议\"}",
                "RETURNS_EXHAUSTED",
                "已退回 10 次",
                "returned 10 times");
        var confirmed =
                post(
                                "/v1/refunds/" + id + "/ruling/confirmation",
                                OTHER_AGENT,
                                "{\"decision\":\"ACCEPT\",\"text\":\"已核对凭证\"}")
                        .is(200);
        assertThat(confirmed.text("status")).isEqualTo("PAYING");
    }

    @Test
    void an_account_can_be_named_again_from_a_time_that_is_said() {
        var needed = Situations.accountRefused();
        var piece = Ids.next("evd");
        NEIGHBOURS.evidence.put(
                piece,
                "{\"id\":\"%s\",\"kind\":\"ACCOUNT_ABNORMAL\",\"orderId\":\"%s\"}"
                        .formatted(piece, needed.refund().application().orderId()));
        var id = wentRound(needed);
        var body =
                """
                {"channel":"BANK_CARD","account":"6222020212345679","holderName":"张三","bankName":"中国银行","evidenceIds":["%s"]}
                """
                        .formatted(piece);
        assertEnough(
                id,
                "replacement-account",
                CUSTOMER,
                body,
                "ACCOUNT_TOO_SOON",
                "后可以再次填写",
                "Beijing time");
        var again = post("/v1/refunds/" + id + "/replacement-account", CUSTOMER, body).is(409);
        assertThat(again.json().path("until").asString(""))
                .isEqualTo(String.valueOf(needed.refund().shownDeadline()));
    }
}
