package cn.juhui.standalone.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.adapter.channel.alipay.AlipayChannel;
import cn.juhui.payout.adapter.channel.alipay.AlipaySeal;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.config.ChannelConfiguration;
import cn.juhui.payout.config.ChannelSettings;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.standalone.channel.Breach;
import cn.juhui.standalone.channel.ChannelSimulator;
import cn.juhui.standalone.channel.Fault;
import cn.juhui.standalone.channel.wire.WireKeys;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// The simulated Alipay and payout-service's own adapter, over the wire.
class AlipaySimulatorTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T02:00:00Z"));

    @TempDir private Path folder;
    private ChannelSimulator simulator;
    private AlipayChannel alipay;

    @BeforeEach
    void start() throws Exception {
        simulator = ChannelSimulator.start(0, folder, clock);
        alipay = client(simulator.client("ALIPAY"));
    }

    @AfterEach
    void stop() throws Exception {
        alipay.close();
        simulator.close();
    }

    private static AlipayChannel client(Map<String, String> told) {
        return client(told, Map.of("time-limit", "1s"));
    }

    /// @param more settings of the channel
    static AlipayChannel client(Map<String, String> told, Map<String, String> more) {
        var values = new HashMap<String, String>();
        values.put("juhui.payouts.channel.url", told.get("ALIPAY_URL"));
        more.forEach((name, value) -> values.put("juhui.payouts.channel." + name, value));
        var settings =
                new Binder(new MapConfigurationPropertySource(values))
                        .bindOrCreate("juhui.payouts.channel", ChannelSettings.class);
        var guards =
                ChannelConfiguration.guards(
                        settings,
                        CircuitBreakerRegistry.ofDefaults(),
                        RateLimiterRegistry.ofDefaults());
        var seal =
                AlipaySeal.of(
                        told.get("ALIPAY_APP_ID"),
                        told.get("ALIPAY_PRIVATE_KEY"),
                        told.get("ALIPAY_PUBLIC_KEY"));
        return new AlipayChannel(
                settings.url(), settings.connectTimeout(), seal, guards, Clock.systemUTC());
    }

    private Answer.ToSubmission submits(String number, String trade, long fen) {
        return alipay.submit(
                new Channel.Submission(
                        PaymentChannel.ALIPAY, number, trade, null, null, Money.cny(fen), null));
    }

    private Answer asks(String number, String trade, long fen, @Nullable String stuckFor) {
        return alipay.query(
                new Channel.Question(
                        PaymentChannel.ALIPAY, number, trade, Money.cny(fen), false, stuckFor));
    }

    private int paid() {
        return simulator.refunds(PaymentChannel.ALIPAY).size();
    }

    @Test
    void pays_once_and_says_so_once() {
        var settled = new Answer.Settled("T1", clock.instant());
        assertThat(submits("pay_1-1", "T1", 9900)).isEqualTo(settled);
        assertThat(submits("pay_1-1", "T1", 9900)).isEqualTo(new Answer.Accepted("T1"));
        assertThat(submits("pay_1-1", "T1", 9901))
                .isEqualTo(new Answer.Declined("AMOUNT_MISMATCH", false));
        clock.advance(TEN_SECONDS);
        assertThat(asks("pay_1-1", "T1", 9900, null)).isEqualTo(settled);
        assertThat(asks("pay_2-1", "T1", 9900, null)).isEqualTo(new Answer.NeverSeen());
        assertThat(paid()).isEqualTo(1);
        assertThat(simulator.refunds(PaymentChannel.ALIPAY).getFirst().amount())
                .isEqualTo(Money.cny(9900));
        assertThat(simulator.breaches(PaymentChannel.ALIPAY)).isEmpty();
    }

    @Test
    void counts_what_was_refunded_of_a_trade_and_wants_three_seconds_between() {
        submits("pay_1-1", "T1", 100);
        assertThat(submits("pay_2-1", "T1", 200))
                .isEqualTo(new Answer.Declined("FREQUENCY_LIMITED", true));
        clock.advance(Duration.ofSeconds(3));
        assertThat(submits("pay_2-1", "T1", 200)).isInstanceOf(Answer.Settled.class);
        assertThat(simulator.breaches(PaymentChannel.ALIPAY))
                .extracting(Breach::rule)
                .containsExactly(Breach.Rule.TOO_CLOSE);
    }

    @Test
    void notes_who_asks_within_ten_seconds() {
        submits("pay_1-1", "T1", 100);
        clock.advance(TEN_SECONDS.minusMillis(1));
        assertThat(asks("pay_1-1", "T1", 100, null)).isInstanceOf(Answer.Settled.class);
        assertThat(simulator.breaches(PaymentChannel.ALIPAY))
                .extracting(Breach::rule)
                .containsExactly(Breach.Rule.ASKED_TOO_SOON);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "TIMEOUT_AFTER_PAYING",
                "RESET",
                "TRUNCATED_ANSWER",
                "BAD_SIGNATURE",
                "STALE_ANSWER",
                "WRONG_AMOUNT"
            })
    void what_goes_wrong_after_paying_is_unknown_until_it_is_asked_about(Fault fault) {
        simulator.setFault(PaymentChannel.ALIPAY, fault, 1);
        assertThat(submits("pay_1-1", "T1", 100)).isInstanceOf(Answer.Unknown.class);
        clock.advance(TEN_SECONDS);
        assertThat(asks("pay_1-1", "T1", 100, null)).isInstanceOf(Answer.Settled.class);
        assertThat(paid()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT_BEFORE_PAYING", "SERVER_ERROR", "TOO_MANY_REQUESTS"})
    void what_goes_wrong_before_is_never_seen_and_can_be_sent_again(Fault fault) {
        simulator.setFault(PaymentChannel.ALIPAY, fault, 1);
        assertThat(submits("pay_1-1", "T1", 100)).isNotInstanceOf(Answer.Settled.class);
        assertThat(paid()).isZero();
        clock.advance(TEN_SECONDS);
        assertThat(asks("pay_1-1", "T1", 100, null)).isEqualTo(new Answer.NeverSeen());
        assertThat(submits("pay_1-1", "T1", 100)).isInstanceOf(Answer.Settled.class);
        assertThat(paid()).isEqualTo(1);
    }

    @Test
    void slow_is_a_card_whose_bank_has_it_later() {
        simulator.setFault(PaymentChannel.ALIPAY, Fault.SLOW, 1);
        assertThat(submits("pay_1-1", "T1", 100)).isEqualTo(new Answer.Accepted("T1"));
        assertThat(paid()).isZero();
        clock.advance(TEN_SECONDS);
        assertThat(asks("pay_1-1", "T1", 100, null)).isInstanceOf(Answer.Settled.class);
        assertThat(paid()).isEqualTo(1);
    }

    @Test
    void an_account_that_is_closed_and_a_balance_that_is_short_are_said_plainly() {
        simulator.setFault(PaymentChannel.ALIPAY, Fault.ACCOUNT_CLOSED, 1);
        assertThat(submits("pay_1-1", "T1", 100)).isEqualTo(new Answer.Abnormal("ACCOUNT_CLOSED"));
        simulator.setFault(PaymentChannel.ALIPAY, Fault.INSUFFICIENT_BALANCE, 1);
        assertThat(submits("pay_2-1", "T2", 100))
                .isEqualTo(new Answer.Declined("INSUFFICIENT_BALANCE", true));
        clock.advance(TEN_SECONDS);
        assertThat(asks("pay_1-1", "T1", 100, "ACCOUNT_CLOSED"))
                .isEqualTo(new Answer.Abnormal("ACCOUNT_CLOSED"));
        assertThat(paid()).isZero();
    }

    @Test
    void believes_nobody_but_its_client() throws Exception {
        var stranger = WireKeys.in(folder.resolve("stranger.properties"));
        var told = new HashMap<>(simulator.client("ALIPAY"));
        told.put("ALIPAY_PRIVATE_KEY", stranger.clientKey());
        try (var other = client(told)) {
            assertThat(
                            other.submit(
                                    new Channel.Submission(
                                            PaymentChannel.ALIPAY,
                                            "pay_1-1",
                                            "T1",
                                            null,
                                            null,
                                            Money.cny(100),
                                            null)))
                    .isEqualTo(new Answer.Unknown(Why.UNREADABLE_ANSWER));
        }
        var plain =
                HttpRequest.newBuilder(
                                URI.create(
                                        simulator.client("ALIPAY").get("ALIPAY_URL")
                                                + "/v3/alipay/trade/refund"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var said = http.send(plain, BodyHandlers.ofString());
            assertThat(said.statusCode()).isEqualTo(401);
            assertThat(said.body()).contains("missing-signature");
        }
        assertThat(paid()).isZero();
    }

    @Test
    void keeps_its_keys_to_itself_and_over_a_restart() throws Exception {
        var file = folder.resolve("alipay-test-keys.properties");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        var before = simulator.client("ALIPAY").get("ALIPAY_PRIVATE_KEY");
        simulator.close();
        simulator = ChannelSimulator.start(0, folder, clock);
        assertThat(simulator.client("ALIPAY")).containsEntry("ALIPAY_PRIVATE_KEY", before);
    }
}
