package cn.juhui.standalone.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.testkit.MovableClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The simulated channels at the wire.
class ChannelSimulatorTest {

    private static final String SUBMIT = "/channels/ALIPAY/refunds";
    private static final String ASK = SUBMIT + "/pay_1";

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private ChannelSimulator channel;

    private record Said(int status, JsonNode body) {}

    @BeforeEach
    void start() throws Exception {
        channel = ChannelSimulator.start(0, folder, clock);
    }

    @AfterEach
    void stop() throws Exception {
        channel.close();
    }

    private static String aRefund(String refundNo, String account) {
        return """
        {"refundNo": "%s", "channelTransactionId": "T-%s", "amount": 9900, "currency": "CNY"%s}\
        """
                .formatted(
                        refundNo,
                        refundNo,
                        account == null ? "" : ", \"account\": \"" + account + "\"");
    }

    private Said post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), path);
    }

    private Said get(String path) throws Exception {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    private Said send(HttpRequest.Builder request, String path) throws Exception {
        var answer =
                http.send(
                        request.uri(URI.create(channel.url() + path))
                                .timeout(Duration.ofMillis(700))
                                .build(),
                        BodyHandlers.ofString());
        return new Said(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
    }

    private void arm(String kind, int times) throws Exception {
        var armed =
                post(
                        "/dev/channels/ALIPAY/faults",
                        "{\"kind\": \"%s\", \"times\": %d}".formatted(kind, times));
        assertThat(armed.status()).isEqualTo(200);
    }

    private int paid() {
        return channel.refunds(PaymentChannel.ALIPAY).size();
    }

    @Test
    void a_number_is_paid_once_however_often_it_is_sent() throws Exception {
        var first = post(SUBMIT, aRefund("pay_1", null));
        var again = post(SUBMIT, aRefund("pay_1", null));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(again).isEqualTo(first);
        assertThat(paid()).isEqualTo(1);
        var other = post(SUBMIT, aRefund("pay_1", null).replace("9900", "1"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("code").asString()).isEqualTo("AMOUNT_MISMATCH");
    }

    @Test
    void its_ledger_survives_a_restart() throws Exception {
        post(SUBMIT, aRefund("pay_1", null));
        channel.close();
        channel = ChannelSimulator.start(0, folder, clock);

        assertThat(get(ASK).body().path("status").asString()).isEqualTo("SUCCEEDED");
        post(SUBMIT, aRefund("pay_1", null));
        assertThat(paid()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"refundNo\": \"pay_1\"}",
                "{\"refundNo\": \"a b\", \"channelTransactionId\": \"T1\", \"amount\": 1, \"currency\": \"CNY\"}",
                "{\"refundNo\": \"pay_1\", \"channelTransactionId\": \"T1\", \"amount\": 0, \"currency\": \"CNY\"}",
                "{\"refundNo\": \"pay_1\", \"channelTransactionId\": \"T1\", \"amount\": 1.5, \"currency\": \"CNY\"}",
            })
    void what_is_no_refund_is_refused_and_pays_nothing(String body) throws Exception {
        assertThat(post(SUBMIT, body).status()).isEqualTo(422);
        assertThat(paid()).isZero();
    }

    @Nested
    class A_fault {

        @Test
        void timeout_after_paying_pays_and_stays_silent() throws Exception {
            arm("TIMEOUT_AFTER_PAYING", 1);
            assertThatThrownBy(() -> post(SUBMIT, aRefund("pay_1", null)))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(paid()).isEqualTo(1);
            assertThat(get(ASK).status()).isEqualTo(200);
        }

        @Test
        void timeout_before_paying_stays_silent_and_pays_nothing() throws Exception {
            arm("TIMEOUT_BEFORE_PAYING", 1);
            assertThatThrownBy(() -> post(SUBMIT, aRefund("pay_1", null)))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(get(ASK).status()).isEqualTo(404);
            assertThat(paid()).isZero();
        }

        @Test
        void server_error_pays_nothing_as_often_as_it_was_armed_for() throws Exception {
            arm("SERVER_ERROR", 2);
            assertThat(post(SUBMIT, aRefund("pay_1", null)).status()).isEqualTo(500);
            assertThat(post(SUBMIT, aRefund("pay_1", null)).status()).isEqualTo(500);
            assertThat(paid()).isZero();
            assertThat(post(SUBMIT, aRefund("pay_1", null)).status()).isEqualTo(200);
            assertThat(paid()).isEqualTo(1);
        }

        @Test
        void insufficient_balance_is_a_plain_no() throws Exception {
            arm("INSUFFICIENT_BALANCE", 1);
            var said = post(SUBMIT, aRefund("pay_1", null));
            assertThat(said.body().path("code").asString()).isEqualTo("INSUFFICIENT_BALANCE");
            assertThat(paid()).isZero();
        }

        @Test
        void account_closed_pays_only_to_another_account() throws Exception {
            arm("ACCOUNT_CLOSED", 2);
            var original = post(SUBMIT, aRefund("pay_1", null));
            assertThat(original.body().path("status").asString()).isEqualTo("ABNORMAL");
            assertThat(paid()).isZero();

            var named = post(SUBMIT, aRefund("pay_2", "6222000000000001"));
            assertThat(named.body().path("status").asString()).isEqualTo("SUCCEEDED");
            assertThat(channel.refunds(PaymentChannel.ALIPAY).getFirst().account())
                    .isEqualTo("6222000000000001");
        }

        @Test
        void slow_accepts_now_and_pays_later() throws Exception {
            arm("SLOW", 1);
            var said = post(SUBMIT, aRefund("pay_1", null));
            assertThat(said.body().path("status").asString()).isEqualTo("PROCESSING");
            assertThat(paid()).isZero();

            clock.advance(Desk.SLOWNESS);
            assertThat(get(ASK).body().path("status").asString()).isEqualTo("SUCCEEDED");
            assertThat(paid()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"kind\": \"NO_SUCH\"}",
                    "{\"kind\": \"SLOW\", \"times\": 0}",
                    "{}",
                    "nonsense"
                })
        void that_is_none_is_refused(String body) throws Exception {
            assertThat(post("/dev/channels/ALIPAY/faults", body).status()).isEqualTo(400);
        }
    }

    /// Nothing of this is asked of it by a service that keeps the channels' rules.
    @Nested
    class What_breaks_its_rules {

        private Said refund(PaymentChannel of, String payment, String refundNo, Duration age)
                throws Exception {
            return post(
                    "/channels/" + of + "/refunds",
                    """
                    {"refundNo": "%s", "channelTransactionId": "%s", "amount": 1, "currency": "CNY", "paidAt": "%s"}\
                    """
                            .formatted(refundNo, payment, clock.instant().minus(age)));
        }

        private Said wechat(String payment, String refundNo) throws Exception {
            return refund(PaymentChannel.WECHAT_PAY, payment, refundNo, Duration.ofDays(1));
        }

        private void isRefused(Said said, int status, String code) {
            assertThat(said.status()).isEqualTo(status);
            assertThat(said.body().path("code").asString()).isEqualTo(code);
        }

        private JsonNode breaches(PaymentChannel of) throws Exception {
            return get("/dev/channels/" + of + "/breaches").body();
        }

        @Test
        void two_refunds_of_one_payment_within_a_minute() throws Exception {
            assertThat(wechat("T1", "pay_1").status()).isEqualTo(200);
            clock.advance(Duration.ofMillis(59_999));
            assertThat(wechat("T1", "pay_1").status()).as("the same again").isEqualTo(200);
            assertThat(wechat("T2", "pay_2").status()).as("another payment").isEqualTo(200);
            assertThat(breaches(PaymentChannel.WECHAT_PAY)).isEmpty();

            isRefused(wechat("T1", "pay_3"), 429, "FREQUENCY_LIMITED");
            clock.advance(Duration.ofMillis(1));
            assertThat(wechat("T1", "pay_3").status()).isEqualTo(200);

            var breaches = breaches(PaymentChannel.WECHAT_PAY);
            assertThat(breaches).hasSize(1);
            assertThat(breaches.path(0).path("rule").asString()).isEqualTo("TOO_CLOSE");
            assertThat(breaches.path(0).path("refundNo").asString()).isEqualTo("pay_3");
            assertThat(breaches(PaymentChannel.ALIPAY)).isEmpty();
        }

        @Test
        void at_alipay_within_three_seconds_at_a_bank_never() throws Exception {
            var day = Duration.ofDays(1);
            for (var of : new PaymentChannel[] {PaymentChannel.ALIPAY, PaymentChannel.BANK_CARD}) {
                assertThat(refund(of, "T1", "pay_1", day).status()).isEqualTo(200);
            }
            clock.advance(Duration.ofMillis(2_999));
            isRefused(refund(PaymentChannel.ALIPAY, "T1", "pay_2", day), 429, "FREQUENCY_LIMITED");
            assertThat(refund(PaymentChannel.BANK_CARD, "T1", "pay_2", day).status())
                    .isEqualTo(200);
            clock.advance(Duration.ofMillis(1));
            assertThat(refund(PaymentChannel.ALIPAY, "T1", "pay_2", day).status()).isEqualTo(200);
        }

        @Test
        void the_fifty_first_refund_of_a_wechat_payment_but_not_one_to_a_named_account()
                throws Exception {
            for (int i = 1; i <= 50; i++) {
                assertThat(wechat("T1", "pay_" + i).status()).isEqualTo(200);
                clock.advance(Duration.ofMinutes(1));
            }

            isRefused(wechat("T1", "pay_51"), 422, "INVALID_REQUEST");
            assertThat(wechat("T1", "pay_50").status()).as("the same again").isEqualTo(200);
            var named = aRefund("pay_52", "6222000000000001").replace("T-pay_52", "T1");
            assertThat(post("/channels/WECHAT_PAY/refunds", named).status()).isEqualTo(200);
            assertThat(breaches(PaymentChannel.WECHAT_PAY).path(0).path("rule").asString())
                    .isEqualTo("TOO_MANY_REFUNDS");
            assertThat(channel.refunds(PaymentChannel.WECHAT_PAY)).hasSize(51);
        }

        @ParameterizedTest
        @CsvSource({
            "WECHAT_PAY, 365, TRADE_OVERDUE",
            "ALIPAY, 365, ACQ.TRADE_HAS_FINISHED",
            "BANK_CARD, 334, 39"
        })
        void a_payment_beyond_its_window(PaymentChannel of, int days, String code)
                throws Exception {
            var window = Duration.ofDays(days);
            assertThat(refund(of, "T1", "pay_1", window).status()).isEqualTo(200);
            isRefused(refund(of, "T2", "pay_2", window.plusMillis(1)), 422, code);
            assertThat(breaches(of).path(0).path("rule").asString()).isEqualTo("WINDOW_OVER");
            assertThat(channel.refunds(of)).hasSize(1);
        }

        @Test
        void is_remembered_after_a_restart_and_so_is_what_came_before() throws Exception {
            wechat("T1", "pay_1");
            wechat("T1", "pay_2");
            channel.close();
            channel = ChannelSimulator.start(0, folder, clock);

            assertThat(breaches(PaymentChannel.WECHAT_PAY)).hasSize(1);
            isRefused(wechat("T1", "pay_2"), 429, "FREQUENCY_LIMITED");
            assertThat(breaches(PaymentChannel.WECHAT_PAY)).hasSize(2);
        }
    }

    @Nested
    class What_it_takes_back {

        private static final String TAKE_BACK = "/dev/channels/ALIPAY/reversals";
        private static final String LIST = "/channels/ALIPAY/reversals?limit=100&after=";

        private Said takesBack(String refundNo) throws Exception {
            return post(TAKE_BACK, "{\"refundNo\": \"%s\"}".formatted(refundNo));
        }

        private JsonNode listedAfter(int position) throws Exception {
            return get("/channels/ALIPAY/reversals?after=" + position + "&limit=100").body();
        }

        @Test
        void is_told_to_who_asks_by_number_and_in_a_list_and_paid_it_stays() throws Exception {
            post(SUBMIT, aRefund("pay_1", null));
            post(SUBMIT, aRefund("pay_2", null));
            assertThat(takesBack("pay_2").status()).isEqualTo(200);
            assertThat(takesBack("pay_1").status()).isEqualTo(200);

            assertThat(get(ASK).body().path("status").asString()).isEqualTo("REVERSED");
            assertThat(get(ASK).body().path("code").asString()).isEqualTo("RETURNED_BY_BANK");
            assertThat(listedAfter(0).path("data")).hasSize(2);
            var second = listedAfter(1).path("data");
            assertThat(second).hasSize(1);
            assertThat(second.path(0).path("position").asInt()).isEqualTo(2);
            assertThat(second.path(0).path("refundNo").asString()).isEqualTo("pay_1");
            assertThat(listedAfter(2).path("data")).isEmpty();
            assertThat(channel.refunds(PaymentChannel.ALIPAY))
                    .hasSize(2)
                    .allMatch(paid -> paid.reversedAt() != null);
        }

        @Test
        void happens_once_and_only_to_what_was_paid() throws Exception {
            assertThat(takesBack("pay_1").status()).isEqualTo(404);
            arm("ACCOUNT_CLOSED", 1);
            post(SUBMIT, aRefund("pay_1", null));
            assertThat(takesBack("pay_1").status()).isEqualTo(404);
            post(SUBMIT, aRefund("pay_2", null));
            var first = takesBack("pay_2");
            clock.advance(Duration.ofMinutes(1));
            assertThat(takesBack("pay_2")).isEqualTo(first);
            assertThat(listedAfter(0).path("data")).hasSize(1);
            assertThat(post(TAKE_BACK, "{}").status()).isEqualTo(400);
            assertThat(get(LIST + "x").status()).isEqualTo(422);
        }

        @Test
        void survives_a_restart_and_a_torn_line() throws Exception {
            post(SUBMIT, aRefund("pay_1", null));
            takesBack("pay_1");
            channel.close();
            java.nio.file.Files.writeString(
                    folder.resolve("channel-reversals.jsonl"),
                    "{\"channel\": \"ALI",
                    java.nio.file.StandardOpenOption.APPEND);
            channel = ChannelSimulator.start(0, folder, clock);

            assertThat(listedAfter(0).path("data")).hasSize(1);
            post(SUBMIT, aRefund("pay_2", null));
            takesBack("pay_2");
            channel.close();
            channel = ChannelSimulator.start(0, folder, clock);
            assertThat(listedAfter(0).path("data")).hasSize(2);
        }
    }
}
