package cn.juhui.payout.adapter.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.config.ChannelConfiguration;
import cn.juhui.payout.config.ChannelSettings;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.RSAVerifier;
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
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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

/// Against a WeChat Pay of this test's own at the wire, which signs and checks with WeChat Pay's own SDK.
class WechatChannelTest {

    private static final KeyPair MERCHANT = keys();
    private static final KeyPair OLD = keys();
    private static final KeyPair NEW = keys();
    private static final Money AMOUNT = Money.cny(9900);
    private static final Money TOTAL = Money.cny(19_800);
    private static final String PAID = "2026-11-24T10:00:05+08:00";
    private static final Instant PAID_AT = Instant.parse("2026-11-24T02:00:05Z");
    private static final Answer.Unknown UNREADABLE = new Answer.Unknown(Why.UNREADABLE_ANSWER);
    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    "WECHATPAY2-SHA256-RSA2048 mchid=\"1900\",nonce_str=\"([^\"]*)\",timestamp=\"(\\d+)\",serial_no=\"5157\",signature=\"([^\"]*)\"");

    private HttpServer server;
    private WechatChannel wechat;

    /// What is answered: body and status, and what is done to them on the way.
    private int status = 200;

    private String body = "{}";
    private UnaryOperator<String> signedText = UnaryOperator.identity();
    private Duration old = Duration.ZERO;
    private KeyPair signer = NEW;
    private String serial = "PUB_KEY_ID_2";
    private boolean unsigned;

    private String asked = "";
    private String askedBody = "";
    private String authorization = "";
    private String wanted = "";

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

    private static WechatSeal seal() {
        return WechatSeal.of(
                "1900",
                "5157",
                text(MERCHANT.getPrivate()),
                "PUB_KEY_ID_2=" + text(NEW.getPublic()) + ",7132D7=" + text(OLD.getPublic()));
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
        wechat =
                new WechatChannel(
                        url, settings.connectTimeout(), seal(), guards, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        wechat.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            askedBody =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            wanted = exchange.getRequestHeaders().getFirst("Wechatpay-Serial");
            var timestamp = Long.toString(Instant.now().minus(old).getEpochSecond());
            if (!unsigned) {
                var message = timestamp + "\nn1\n" + signedText.apply(body) + "\n";
                var headers = exchange.getResponseHeaders();
                headers.set("Wechatpay-Timestamp", timestamp);
                headers.set("Wechatpay-Nonce", "n1");
                headers.set("Wechatpay-Serial", serial);
                headers.set(
                        "Wechatpay-Signature",
                        new RSASigner(serial, signer.getPrivate()).sign(message).getSign());
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer.ToSubmission submits(String answer) {
        body = answer;
        return wechat.submit(submission(AMOUNT, TOTAL));
    }

    private static Channel.Submission submission(Money amount, @Nullable Money total) {
        return new Channel.Submission(
                PaymentChannel.WECHAT_PAY, "pay_1-1", "4200T1", PAID_AT, total, amount, null);
    }

    private Answer asks(String answer, @Nullable String stuckFor) {
        body = answer;
        return wechat.query(
                new Channel.Question(
                        PaymentChannel.WECHAT_PAY, "pay_1-1", "4200T1", AMOUNT, false, stuckFor));
    }

    private static String refund(String standing) {
        return """
        {"refund_id": "5030R1", "out_refund_no": "pay_1-1", "transaction_id": "4200T1", "success_time": "%s", "status": "%s",\
         "amount": {"total": 19800, "refund": 9900, "currency": "CNY"}}\
        """
                .formatted(PAID, standing);
    }

    @Nested
    class A_refund {

        @Test
        void is_asked_for_in_fen_under_the_payouts_number_and_signed_so_that_the_sdk_believes_it() {
            submits(refund("SUCCESS"));
            assertThat(asked).isEqualTo("POST /v3/refund/domestic/refunds");
            assertThat(askedBody)
                    .isEqualTo(
                            "{\"transaction_id\":\"4200T1\",\"out_refund_no\":\"pay_1-1\",\"amount\":{\"refund\":9900,\"total\":19800,\"currency\":\"CNY\"}}");
            assertThat(wanted).isEqualTo("PUB_KEY_ID_2");
            var auth = AUTHORIZATION.matcher(authorization);
            assertThat(auth.matches()).isTrue();
            var message =
                    "POST\n/v3/refund/domestic/refunds\n%s\n%s\n%s\n"
                            .formatted(auth.group(2), auth.group(1), askedBody);
            assertThat(
                            new RSAVerifier(MERCHANT.getPublic(), "5157")
                                    .verify("5157", message, auth.group(3)))
                    .isTrue();
        }

        @Test
        void has_the_header_that_the_sdk_makes() {
            var uri = URI.create("https://api.mch.weixin.qq.com/v3/refund/domestic/refunds?a=b");
            var theirs =
                    new WechatPay2Credential("1900", new RSASigner("5157", MERCHANT.getPrivate()))
                            .getAuthorization(uri, "POST", "{\"a\":\"钱\"}");
            var auth = AUTHORIZATION.matcher(theirs);
            assertThat(auth.matches()).isTrue();
            assertThat(
                            seal().authorization(
                                            "POST",
                                            "/v3/refund/domestic/refunds?a=b",
                                            "{\"a\":\"钱\"}",
                                            auth.group(1),
                                            Long.parseLong(auth.group(2))))
                    .isEqualTo(theirs);
        }

        @Test
        void is_taken_on_paid_stuck_or_closed() {
            assertThat(submits(refund("PROCESSING"))).isEqualTo(new Answer.Accepted("5030R1"));
            assertThat(submits(refund("SUCCESS"))).isEqualTo(new Answer.Settled("5030R1", PAID_AT));
            assertThat(submits(refund("ABNORMAL")))
                    .isEqualTo(new Answer.Abnormal("ACCOUNT_CLOSED"));
            assertThat(submits(refund("CLOSED")))
                    .isEqualTo(new Answer.Declined("REFUND_CLOSED", false));
        }

        @ParameterizedTest
        @CsvSource({
            "403, NOT_ENOUGH, INSUFFICIENT_BALANCE, true",
            "429, FREQUENCY_LIMITED, FREQUENCY_LIMITED, true",
            "429, RATELIMIT_EXCEEDED, FREQUENCY_LIMITED, true",
            "400, TRADE_OVERDUE, TRADE_OVERDUE, false",
            "400, INVALID_REQUEST, INVALID_REQUEST, false",
            "400, PARAM_ERROR, PARAM_ERROR, false",
            "404, RESOURCE_NOT_EXISTS, RESOURCE_NOT_EXISTS, false"
        })
        void that_is_refused_did_not_move(int answer, String code, String word, boolean again) {
            status = answer;
            assertThat(submits("{\"code\": \"%s\"}".formatted(code)))
                    .isEqualTo(new Answer.Declined(word, again));
        }

        @Test
        void to_an_account_that_cannot_take_it_is_abnormal() {
            status = 403;
            assertThat(submits("{\"code\": \"USER_ACCOUNT_ABNORMAL\"}"))
                    .isEqualTo(new Answer.Abnormal("ACCOUNT_CLOSED"));
        }

        @Test
        void of_a_payment_whose_sum_nobody_kept_is_not_sent() {
            assertThat(wechat.submit(submission(AMOUNT, null)))
                    .isEqualTo(new Answer.Declined("PAYMENT_UNKNOWN", false));
            assertThat(asked).isEmpty();
        }

        @Test
        void is_yuan() {
            assertThatThrownBy(() -> wechat.submit(submission(new Money(1, "USD"), TOTAL)))
                    .hasMessageContaining("USD");
        }
    }

    /// Unknown, whatever it says: never paid, and never failed.
    @Nested
    class No_answer_is {

        @Test
        void what_wechat_pay_did_not_sign() {
            signedText = text -> text + " ";
            assertThat(submits(refund("SUCCESS"))).isEqualTo(UNREADABLE);
            assertThat(asks(refund("SUCCESS"), null)).isEqualTo(UNREADABLE);
            status = 400;
            assertThat(submits("{\"code\": \"TRADE_OVERDUE\"}")).isEqualTo(UNREADABLE);
            unsigned = true;
            assertThat(submits("{\"code\": \"TRADE_OVERDUE\"}")).isEqualTo(UNREADABLE);
        }

        @Test
        void what_another_of_its_keys_or_none_signed() {
            signer = OLD;
            assertThat(submits(refund("SUCCESS"))).isEqualTo(UNREADABLE);
            serial = "7132D7"; // Its own: good as long as it is configured.
            assertThat(submits(refund("SUCCESS"))).isInstanceOf(Answer.Settled.class);
            serial = "NOBODYS";
            assertThat(submits(refund("SUCCESS"))).isEqualTo(UNREADABLE);
        }

        @Test
        void what_was_signed_long_ago() {
            old = WechatChannel.SKEW.plusMinutes(1);
            assertThat(submits(refund("SUCCESS"))).isEqualTo(UNREADABLE);
            old = WechatChannel.SKEW.minusMinutes(1);
            assertThat(submits(refund("SUCCESS"))).isInstanceOf(Answer.Settled.class);
        }

        @Test
        void what_is_about_less_or_something_else() {
            for (var wrong :
                    List.of(
                            refund("SUCCESS").replace("9900,", "9899,"),
                            refund("SUCCESS").replace("\"CNY\"", "\"USD\""),
                            refund("SUCCESS").replace("4200T1", "4200T2"),
                            refund("SUCCESS").replace("pay_1-1", "pay_1-2"),
                            refund("SUCCESS").replace(PAID, "yesterday"),
                            refund("SUCCESS").replace("5030R1", "x".repeat(1000)))) {
                assertThat(submits(wrong)).isEqualTo(UNREADABLE);
            }
            assertThat(asks(refund("SUCCESS").replace("9900,", "9901,"), null))
                    .isEqualTo(UNREADABLE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "nonsense",
                    "[]",
                    "null",
                    "{\"refund_id\": \"5030R1\", \"status\": \"SUCCESS\"}",
                    "{\"amount\": {\"refund\": \"ninety\"}}"
                })
        void what_says_nothing(String answer) {
            assertThat(submits(answer)).isEqualTo(UNREADABLE);
        }

        @Test
        void an_error_of_its_own_or_a_code_or_status_that_nobody_knows() {
            assertThat(submits(refund("SOMETHING_NEW"))).isEqualTo(UNREADABLE);
            status = 500;
            assertThat(submits("{\"code\": \"SYSTEM_ERROR\"}"))
                    .isEqualTo(new Answer.Unknown(Why.CHANNEL_ERROR));
            status = 400;
            assertThat(submits("{\"code\": \"SOMETHING_NEW\"}")).isEqualTo(UNREADABLE);
            status = 401;
            assertThat(submits("{\"code\": \"SIGN_ERROR\"}")).isEqualTo(UNREADABLE);
        }
    }

    @Nested
    class A_question {

        @Test
        void is_put_by_number_and_signed() {
            asks(refund("SUCCESS"), null);
            assertThat(asked).isEqualTo("GET /v3/refund/domestic/refunds/pay_1-1");
            var auth = AUTHORIZATION.matcher(authorization);
            assertThat(auth.matches()).isTrue();
            var message =
                    "GET\n/v3/refund/domestic/refunds/pay_1-1\n%s\n%s\n\n"
                            .formatted(auth.group(2), auth.group(1));
            assertThat(
                            new RSAVerifier(MERCHANT.getPublic(), "5157")
                                    .verify("5157", message, auth.group(3)))
                    .isTrue();
        }

        @Test
        void finds_what_became_of_it() {
            assertThat(asks(refund("SUCCESS"), null))
                    .isEqualTo(new Answer.Settled("5030R1", PAID_AT));
            assertThat(asks(refund("PROCESSING"), null)).isEqualTo(new Answer.Accepted("5030R1"));
            assertThat(asks(refund("ABNORMAL"), null))
                    .isEqualTo(new Answer.Abnormal("ACCOUNT_CLOSED"));
        }

        @Test
        void about_what_wechat_pay_has_not_may_be_sent_again_or_is_as_stuck_as_it_was() {
            status = 404;
            var none = "{\"code\": \"RESOURCE_NOT_EXISTS\"}";
            assertThat(asks(none, null)).isEqualTo(new Answer.NeverSeen());
            assertThat(asks(none, "ACCOUNT_CLOSED"))
                    .isEqualTo(new Answer.Abnormal("ACCOUNT_CLOSED"));
            assertThat(asks("{\"code\": \"NOT_FOUND\"}", null)).isEqualTo(UNREADABLE);
        }
    }

    @Test
    void there_is_no_list_of_what_it_took_back() {
        assertThat(wechat.takenBack(PaymentChannel.WECHAT_PAY, 0)).hasValue(List.of());
    }
}
