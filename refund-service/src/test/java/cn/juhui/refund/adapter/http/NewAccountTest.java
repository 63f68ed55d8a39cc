package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.NameCheck;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.machine.RefundMachine;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// Naming another account over HTTP: what is asked for, what is shown, and where the number goes.
class NewAccountTest extends RunningService {

    private static final String NUMBER = "6222020262345678";
    private static final String CUSTOMER = TestTokens.customer("cus_alice");

    private final String proof = Ids.next("evd");
    private final String other = Ids.next("evd");

    @Autowired private Journal<Refund, RefundEvent> journal;

    private String id = "";

    /// On the morning that it happens on: other tests put the clock forward, and the customer would be reminded meanwhile.
    @BeforeEach
    void aCaseWhoseMoneyIsStuck() {
        clock.advance(Duration.between(clock.instant(), Situations.MORNING));
        var refund = Situations.accountNeeded().refund();
        id = Ids.next("rfd");
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
                        refund.rounds());
        var events =
                RefundMachine.apply(
                                id, refund.application(), refund.evidenceIds(), Situations.MORNING)
                        .events();
        assertThat(journal.add(id, copy, events, Cause.clock("test"))).isPresent();
        evidence(proof, "ACCOUNT_ABNORMAL", refund);
        evidence(other, "OTHER", refund);
    }

    @AfterEach
    void everybodyIsBack() {
        NEIGHBOURS.down = false;
        NEIGHBOURS.nameCheck = NameCheck.MATCH;
    }

    private static void evidence(String evidenceId, String kind, Refund refund) {
        NEIGHBOURS.evidence.put(
                evidenceId,
                "{\"id\":\"%s\",\"kind\":\"%s\",\"orderId\":\"%s\"}"
                        .formatted(evidenceId, kind, refund.application().orderId()));
    }

    private Answer name(String body) {
        return post("/v1/refunds/" + id + "/replacement-account", CUSTOMER, body);
    }

    private static String body(String account, String holder, String evidenceId) {
        return """
        {"channel":"BANK_CARD","account":"%s","holderName":"%s","bankName":"中国银行","evidenceIds":["%s"]}
        """
                .formatted(account, holder, evidenceId);
    }

    private int version() {
        return get("/v1/refunds/" + id, CUSTOMER).json().path("version").asInt();
    }

    @Test
    void the_number_goes_to_payout_service_and_is_shown_masked_everywhere_else() {
        var named = name(body("6222 0202-6234 5678", "张三", proof)).is(200);

        assertThat(NEIGHBOURS.accounts).anyMatch(kept -> kept.contains(NUMBER));
        assertThat(named.json().at("/replacementAccount/maskedAccount").asString(""))
                .isEqualTo("6222 **** **** 5678");
        assertThat(named.json().at("/replacementAccount/holderName").asString("")).isEqualTo("张三");
        var history = get("/v1/refunds/" + id + "/history", CUSTOMER).is(200);
        assertThat(history.response().body()).contains("6222 **** **** 5678");
        var stored = journal.find(id).orElseThrow().aggregate().toString();
        for (var seen : new String[] {named.response().body(), history.response().body(), stored}) {
            assertThat(seen).doesNotContain(NUMBER, "0202");
        }
        var merchant = get("/v1/refunds/" + id, TestTokens.merchant("mer_happy")).is(200);
        assertThat(
                        merchant.json().path("replacementAccount").isMissingNode()
                                || merchant.json().path("replacementAccount").isNull())
                .isTrue();
    }

    @Test
    void proof_is_needed_and_what_is_missing_is_named() {
        var refused = name(body(NUMBER, "张三", other)).is(422).says("EVIDENCE_REQUIRED");
        assertThat(refused.json().at("/missing/0/kind").asString("")).isEqualTo("ACCOUNT_ABNORMAL");
        assertThat(refused.json().at("/missing/0/min").asInt()).isEqualTo(1);
        name(body(NUMBER, "张三", Ids.next("evd"))).is(422).says("EVIDENCE_UNKNOWN");
        assertThat(version()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channel\":\"CASH\"}",
                "{\"account\":\"12\"}",
                "{\"account\":\"62220\"}",
                "{\"account\":\"6222020262345679\"}",
                "{\"account\":\"6222.0202.6234.5678\"}",
                "{\"holderName\":\"\\u200b\\u3164\"}",
                "{\"holderName\":\"张\\u202e三\"}",
                "{\"account\":\"<script>alert(1)</script>\"}",
                "{\"account\":{\"$ne\":null}}",
                "{\"holderName\":\"12345\"}",
                "{\"holderName\":\"\"}",
                "{\"evidenceIds\":null}",
                "{\"evidenceIds\":[\"evd_1\"]}",
                "{\"surprise\":1}"
            })
    void what_is_no_account_is_refused_and_never_echoed(String wrong) {
        var good = body(NUMBER, "张三", proof).strip();
        var member = wrong.substring(2, wrong.indexOf('"', 2));
        var without = good.replaceAll("\"" + member + "\":(\"[^\"]*\"|\\[[^]]*]),?", "");
        var body = without.replaceAll(",?}$", "") + "," + wrong.substring(1);
        var refused = name(body).is(400).says("INVALID_INPUT");
        assertThat(refused.response().body()).doesNotContain(NUMBER, "alert");
        assertThat(version()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 6222 0202 6234 5678 ",
                "6222\u00a00202\u30006234\\t5678",
                "６２２２０２０２６２３４５６７８",
                "\ufeff6222\u200b0202-6234-5678"
            })
    void a_number_is_taken_as_it_is_typed_or_pasted(String typed) {
        NEIGHBOURS.accounts.clear();
        name(body(typed, "张三", proof)).is(200);
        assertThat(NEIGHBOURS.accounts).singleElement().asString().contains("\"" + NUMBER + "\"");
    }

    @Test
    void a_phone_is_taken_with_and_without_the_code_of_its_country() {
        NEIGHBOURS.accounts.clear();
        var phone = body("+86 138-0013 8000", "张三", proof).replace("BANK_CARD", "ALIPAY");
        name(phone).is(200);
        assertThat(NEIGHBOURS.accounts).singleElement().asString().contains("\"13800138000\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"·", "•", "‧", "・", "．", "･", "∙", "⋅"})
    void the_dot_in_a_name_is_the_same_dot_however_it_is_typed(String dot) {
        var named = name(body(NUMBER, "买买提" + dot + "吐尔逊", proof)).is(200);
        assertThat(named.json().at("/replacementAccount/holderName").asString(""))
                .isEqualTo("买买提·吐尔逊");
    }

    @Test
    void a_long_name_is_counted_in_characters_as_people_do() {
        var longest = "𠮷".repeat(50);
        assertThat(
                        name(body(NUMBER, longest, proof))
                                .is(200)
                                .json()
                                .at("/replacementAccount/holderName")
                                .asString(""))
                .isEqualTo(longest);
        name(body(NUMBER, longest + "𠮷", proof)).is(400).says("INVALID_INPUT");
    }

    @Test
    void while_payout_service_is_down_nothing_is_changed() {
        NEIGHBOURS.down = true;
        name(body(NUMBER, "张三", proof)).is(503).says("SERVICE_UNAVAILABLE");
        NEIGHBOURS.down = false;
        assertThat(version()).isEqualTo(1);
        name(body(NUMBER, "张三", proof)).is(200);
    }

    @Test
    void agents_see_whether_the_holder_is_who_paid_and_nobody_else_does() {
        var customer = name(body(NUMBER, "张三", proof)).is(200).json();
        assertThat(customer.at("/replacementAccount/nameCheck").asString("")).isEmpty();

        var seen = get("/v1/refunds/" + id, TestTokens.agent("agt_li")).is(200).json();

        assertThat(seen.at("/replacementAccount/nameCheck").asString("")).isEqualTo("MATCH");
        assertThat(seen.at("/replacementAccount/agentsNeeded").asInt()).isEqualTo(1);
    }

    @Test
    void an_account_of_somebody_else_takes_two_agents_however_small_the_amount() {
        NEIGHBOURS.nameCheck = NameCheck.MISMATCH;
        name(body(NUMBER, "李四", proof)).is(200);
        var verify = "/v1/refunds/" + id + "/replacement-account/verification";
        var accept = "{\"decision\":\"ACCEPT\",\"text\":\"户名与证明核对\"}";

        var first = post(verify, TestTokens.agent("agt_li"), accept).is(200).json();

        assertThat(first.at("/replacementAccount/nameCheck").asString("")).isEqualTo("MISMATCH");
        assertThat(first.at("/replacementAccount/state").asString(""))
                .isEqualTo("SECOND_AGENT_NEEDED");
        assertThat(post(verify, TestTokens.agent("agt_du"), accept).is(200).text("status"))
                .isEqualTo("PAYING");
    }
}
