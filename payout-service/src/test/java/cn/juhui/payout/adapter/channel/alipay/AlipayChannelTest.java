package cn.juhui.payout.adapter.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.config.ChannelConfiguration;
import cn.juhui.payout.config.ChannelSettings;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import cn.juhui.payout.domain.account.Account;
import com.alipay.v3.util.AlipayConfigUtil;
import com.alipay.v3.util.AlipaySignature;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Against an Alipay of this test's own at the wire, which signs and checks with Alipay's own SDK.
class AlipayChannelTest {

    private static final KeyPair APP = keys();
    private static final KeyPair ALIPAY = keys();
    private static final Money AMOUNT = Money.cny(9900);
    private static final String PAID = "2026-11-24 10:00:05";
    private static final Instant PAID_AT = Instant.parse("2026-11-24T02:00:05Z");

    private HttpServer server;
    private AlipayChannel alipay;

    /// What is answered: body and status, and what is done to them on the way.
    private int status = 200;

    private String body = "{}";
    private UnaryOperator<String> signedText = UnaryOperator.identity();
    private Duration old = Duration.ZERO;
    private boolean unsigned;

    private String askedPath = "";
    private String askedBody = "";
    private String authorization = "";

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(java.security.Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var settings =
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of("juhui.payouts.channel.url", url.toString())))
                        .bindOrCreate("juhui.payouts.channel", ChannelSettings.class);
        var guards =
                ChannelConfiguration.guards(
                        settings,
                        CircuitBreakerRegistry.ofDefaults(),
                        RateLimiterRegistry.ofDefaults());
        var seal = AlipaySeal.of("2021", text(APP.getPrivate()), text(ALIPAY.getPublic()));
        alipay = new AlipayChannel(url, settings.connectTimeout(), seal, guards, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        alipay.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            askedPath = exchange.getRequestURI().getPath();
            askedBody =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            authorization = exchange.getRequestHeaders().getFirst("authorization");
            var timestamp = Long.toString(Instant.now().minus(old).toEpochMilli());
            if (!unsigned) {
                var headers = exchange.getResponseHeaders();
                headers.set("alipay-timestamp", timestamp);
                headers.set("alipay-nonce", "n1");
                headers.set(
                        "alipay-signature",
                        signedBySdk(timestamp + "\nn1\n" + signedText.apply(body) + "\n"));
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @SuppressWarnings("deprecation")
    private static String signedBySdk(String text) {
        try {
            return AlipaySignature.rsa256Sign(text, text(ALIPAY.getPrivate()), "UTF-8");
        } catch (com.alipay.v3.ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer.ToSubmission submits(String answer) {
        body = answer;
        return alipay.submit(submission(null));
    }

    private static Channel.Submission submission(@Nullable Account to) {
        return new Channel.Submission(
                PaymentChannel.ALIPAY, "pay_1-1", "2026T1", PAID_AT, AMOUNT, AMOUNT, to);
    }

    private Answer asks(String answer) {
        return asks(answer, null);
    }

    private Answer asks(String answer, @Nullable String stuckFor) {
        body = answer;
        return alipay.query(
                new Channel.Question(
                        PaymentChannel.ALIPAY, "pay_1-1", "2026T1", AMOUNT, false, stuckFor));
    }

    private static String refunded(String change) {
        return """
        {"trade_no": "2026T1", "fund_change": "%s", "refund_fee": "99.00", "gmt_refund_pay": "%s"}\
        """
                .formatted(change, PAID);
    }

    private static String found(String amount, String more) {
        return """
        {"trade_no": "2026T1", "out_request_no": "pay_1-1", "refund_amount": "%s", "gmt_refund_pay": "%s", "refund_status": "REFUND_SUCCESS"%s}\
        """
                .formatted(amount, PAID, more);
    }

    @Nested
    class A_refund {

        @Test
        void is_asked_for_in_yuan_under_the_payouts_number_and_signed_as_the_sdk_does()
                throws Exception {
            submits(refunded("Y"));
            assertThat(askedPath).isEqualTo("/v3/alipay/trade/refund");
            assertThat(askedBody)
                    .isEqualTo(
                            "{\"trade_no\":\"2026T1\",\"refund_amount\":\"99.00\",\"out_request_no\":\"pay_1-1\"}");
            var auth = authorization.replaceFirst("^ALIPAY-SHA256withRSA ", "");
            var end = auth.indexOf(",sign=");
            assertThat(auth).startsWith("app_id=2021,nonce=");
            var text = auth.substring(0, end) + "\nPOST\n" + askedPath + "\n" + askedBody + "\n";
            var sdk = new AlipayConfigUtil();
            sdk.setPrivateKey(text(APP.getPrivate()));
            assertThat(auth.substring(end + 6)).isEqualTo(sdk.generateSign(text));
        }

        @Test
        void has_the_header_that_the_sdk_makes() throws Exception {
            var sdk = new AlipayConfigUtil();
            sdk.setAppId("2021");
            sdk.setPrivateKey(text(APP.getPrivate()));
            var made = new HashMap<String, String>();
            sdk.sign("POST", "/v3/alipay/trade/refund", "{\"a\":\"钱\"}", made);
            var theirs = made.get("Authorization");
            var nonce = theirs.replaceFirst(".*nonce=([^,]*),.*", "$1");
            var at = Long.parseLong(theirs.replaceFirst(".*timestamp=(\\d+),.*", "$1"));
            var seal = AlipaySeal.of("2021", text(APP.getPrivate()), text(ALIPAY.getPublic()));
            assertThat(
                            seal.authorization(
                                    "POST", "/v3/alipay/trade/refund", "{\"a\":\"钱\"}", nonce, at))
                    .isEqualTo(theirs);
        }

        @Test
        void that_moved_money_is_paid_and_repeated_it_is_only_taken_on() {
            assertThat(submits(refunded("Y"))).isEqualTo(new Answer.Settled("2026T1", PAID_AT));
            assertThat(submits(refunded("N"))).isEqualTo(new Answer.Accepted("2026T1"));
        }

        @Test
        void that_goes_on_to_a_bank_card_is_taken_on() {
            var answer = refunded("Y").replace("}", ", \"has_deposit_back\": \"Y\"}");
            assertThat(submits(answer)).isEqualTo(new Answer.Accepted("2026T1"));
        }

        @Test
        void without_a_time_was_paid_when_the_answer_was_signed() {
            var said = submits(refunded("Y").replaceFirst(", \"gmt_refund_pay\": \"[^\"]*\"", ""));
            assertThat(said).isInstanceOf(Answer.Settled.class);
            assertThat(((Answer.Settled) said).paidAt())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now());
        }

        @ParameterizedTest
        @CsvSource({
            "400, ACQ.SELLER_BALANCE_NOT_ENOUGH, INSUFFICIENT_BALANCE, true",
            "400, ACQ.TRADE_HAS_FINISHED, TRADE_OVERDUE, false",
            "400, ACQ.DISCORDANT_REPEAT_REQUEST, AMOUNT_MISMATCH, false",
            "400, ACQ.INVALID_PARAMETER, ACQ.INVALID_PARAMETER, false",
            "429, app-call-limited, FREQUENCY_LIMITED, true"
        })
        void that_is_refused_did_not_move(int answer, String code, String word, boolean again) {
            status = answer;
            assertThat(submits("{\"code\": \"%s\"}".formatted(code)))
                    .isEqualTo(new Answer.Declined(word, again));
        }

        @Test
        void to_an_account_that_cannot_take_it_is_abnormal() {
            status = 400;
            assertThat(submits("{\"code\": \"ACQ.CUSTOMER_VALIDATE_ERROR\"}"))
                    .isEqualTo(new Answer.Abnormal("ACCOUNT_CLOSED"));
        }

        @Test
        void goes_back_to_who_paid_and_is_yuan() {
            assertThatThrownBy(() ->
                            alipay.submit(
                                    new Channel.Submission(
                                            PaymentChannel.ALIPAY,
                                            "pay_1-1",
                                            "2026T1",
                                            null,
                                            null,
                                            new Money(1, "USD"),
                                            null)))
                    .hasMessageContaining("USD");
        }
    }

    /// Unknown, whatever it says: never paid, and never failed.
    @Nested
    class No_answer_is {

        private final Answer.Unknown unreadable = new Answer.Unknown(Why.UNREADABLE_ANSWER);

        @Test
        void what_alipay_did_not_sign() {
            signedText = text -> text.replace("Y", "N");
            assertThat(submits(refunded("Y"))).isEqualTo(unreadable);
            assertThat(asks(found("99.00", ""))).isInstanceOf(Answer.Settled.class);
            signedText = text -> text + " ";
            assertThat(asks(found("99.00", ""))).isEqualTo(unreadable);
            status = 400;
            assertThat(submits("{\"code\": \"ACQ.TRADE_HAS_FINISHED\"}")).isEqualTo(unreadable);
            unsigned = true;
            assertThat(submits("{\"code\": \"ACQ.TRADE_HAS_FINISHED\"}")).isEqualTo(unreadable);
        }

        @Test
        void what_was_signed_long_ago() {
            old = AlipayChannel.SKEW.plusMinutes(1);
            assertThat(submits(refunded("Y"))).isEqualTo(unreadable);
            old = AlipayChannel.SKEW.minusMinutes(1);
            assertThat(submits(refunded("Y"))).isInstanceOf(Answer.Settled.class);
        }

        @Test
        void what_is_about_less_or_something_else() {
            assertThat(submits(refunded("Y").replace("99.00", "98.99"))).isEqualTo(unreadable);
            assertThat(submits(refunded("Y").replace("2026T1", "2026T2"))).isEqualTo(unreadable);
            assertThat(asks(found("98.99", ""))).isEqualTo(unreadable);
            assertThat(asks(found("99.01", ""))).isEqualTo(unreadable);
            assertThat(asks(found("99.00", "").replace("pay_1-1", "pay_1-2")))
                    .isEqualTo(unreadable);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "nonsense",
                    "[]",
                    "null",
                    "{\"trade_no\": \"2026T1\", \"refund_fee\": \"99.00\"}",
                    "{\"trade_no\": \"2026T1\", \"refund_fee\": \"ninety\", \"fund_change\": \"Y\"}"
                })
        void what_says_nothing(String answer) {
            assertThat(submits(answer)).isEqualTo(unreadable);
        }

        @Test
        void an_error_of_alipays_own_or_a_code_that_nobody_knows() {
            status = 500;
            assertThat(submits("{\"code\": \"ACQ.SYSTEM_ERROR\"}"))
                    .isEqualTo(new Answer.Unknown(Why.CHANNEL_ERROR));
            status = 400;
            assertThat(submits("{\"code\": \"ACQ.SOMETHING_NEW\"}")).isEqualTo(unreadable);
            status = 401;
            assertThat(submits("{\"code\": \"invalid-signature\"}")).isEqualTo(unreadable);
        }

        @Test
        void a_status_that_is_not_success() {
            assertThat(asks(found("99.00", "").replace("REFUND_SUCCESS", "REFUND_PROCESSING")))
                    .isEqualTo(unreadable);
        }
    }

    @Nested
    class A_question {

        @Test
        void is_put_by_trade_and_number() {
            asks(found("99.00", ""));
            assertThat(askedPath).isEqualTo("/v3/alipay/trade/fastpay/refund/query");
            assertThat(askedBody)
                    .isEqualTo(
                            "{\"trade_no\":\"2026T1\",\"out_request_no\":\"pay_1-1\",\"query_options\":[\"gmt_refund_pay\",\"deposit_back_info\"]}");
        }

        @Test
        void finds_what_was_paid_and_what_is_on_its_way_to_a_card() {
            var paid = new Answer.Settled("2026T1", PAID_AT);
            assertThat(asks(found("99.00", ""))).isEqualTo(paid);
            assertThat(asks(found("99", ""))).isEqualTo(paid);
            assertThat(asks(found("99.00", ", \"deposit_back_info\": {\"dback_status\": \"P\"}")))
                    .isEqualTo(new Answer.Accepted("2026T1"));
            // What the card can't take is in the payer's balance.
            for (var ended : new String[] {"S", "F"}) {
                var back = ", \"deposit_back_info\": {\"dback_status\": \"" + ended + "\"}";
                assertThat(asks(found("99.00", back))).isEqualTo(paid);
            }
        }

        @Test
        void about_what_alipay_has_not_may_be_sent_again_or_is_as_stuck_as_it_was() {
            var none = "{\"trade_no\": \"2026T1\", \"out_request_no\": \"pay_1-1\"}";
            assertThat(asks(none)).isEqualTo(new Answer.NeverSeen());
            assertThat(asks(none, "ACCOUNT_CLOSED"))
                    .isEqualTo(new Answer.Abnormal("ACCOUNT_CLOSED"));
            status = 400;
            assertThat(asks("{\"code\": \"ACQ.TRADE_NOT_EXIST\"}"))
                    .isEqualTo(new Answer.NeverSeen());
        }
    }

    @Test
    void there_is_no_list_of_what_alipay_took_back() {
        assertThat(alipay.takenBack(PaymentChannel.ALIPAY, 0)).hasValue(java.util.List.of());
    }

    @ParameterizedTest
    @CsvSource({"1, 0.01", "10, 0.10", "9900, 99.00", "12345678, 123456.78"})
    void fen_become_yuan_and_yuan_fen(long fen, String yuan) {
        assertThat(Yuan.text(Money.cny(fen))).isEqualTo(yuan);
        assertThat(Yuan.fen(yuan)).hasValue(fen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.001", "-1", "1,00", "1e2", " 1", "."})
    void other_texts_are_no_amount(String text) {
        assertThat(Yuan.fen(text)).isEmpty();
    }
}
