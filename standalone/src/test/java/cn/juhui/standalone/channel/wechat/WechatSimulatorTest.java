package cn.juhui.standalone.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.adapter.channel.wechat.WechatChannel;
import cn.juhui.payout.adapter.channel.wechat.WechatSeal;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// The simulated WeChat Pay and payout-service's own adapter, over the wire.
class WechatSimulatorTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T02:00:00Z"));

    @TempDir private Path folder;
    private ChannelSimulator simulator;
    private WechatChannel wechat;

    @BeforeEach
    void start() throws Exception {
        simulator = ChannelSimulator.start(0, folder, clock);
        wechat = client(simulator.client("WECHAT"));
    }

    @AfterEach
    void stop() throws Exception {
        wechat.close();
        simulator.close();
    }

    private static WechatChannel client(Map<String, String> told) {
        var values =
                Map.of(
                        "juhui.payouts.channel.url",
                        told.get("WECHAT_URL"),
                        "juhui.payouts.channel.time-limit",
                        "1s");
        var settings =
                new Binder(new MapConfigurationPropertySource(values))
                        .bindOrCreate("juhui.payouts.channel", ChannelSettings.class);
        var guards =
                ChannelConfiguration.guards(
                        settings,
                        CircuitBreakerRegistry.ofDefaults(),
                        RateLimiterRegistry.ofDefaults());
        var seal =
                WechatSeal.of(
                        told.get("WECHAT_MERCHANT_ID"),
                        told.get("WECHAT_CERTIFICATE_SERIAL"),
                        told.get("WECHAT_PRIVATE_KEY"),
                        told.get("WECHAT_PUBLIC_KEYS"));
        return new WechatChannel(
                settings.url(), settings.connectTimeout(), seal, guards, Clock.systemUTC());
    }

    private Answer.ToSubmission submits(String number, String payment, long fen, long total) {
        return wechat.submit(
                new Channel.Submission(
                        PaymentChannel.WECHAT_PAY,
                        number,
                        payment,
                        null,
                        Money.cny(total),
                        Money.cny(fen),
                        null));
    }

    private Answer asks(String number, String payment, long fen) {
        return wechat.query(
                new Channel.Question(
                        PaymentChannel.WECHAT_PAY, number, payment, Money.cny(fen), false, null));
    }

    private int paid() {
        return simulator.refunds(PaymentChannel.WECHAT_PAY).size();
    }

    @Test
    void pays_once_however_often_it_is_asked() {
        var settled = submits("pay_1-1", "T1", 9900, 19_800);
        assertThat(settled).isInstanceOf(Answer.Settled.class);
        assertThat(((Answer.Settled) settled).paidAt()).isEqualTo(clock.instant());
        assertThat(submits("pay_1-1", "T1", 9900, 19_800)).isEqualTo(settled);
        assertThat(submits("pay_1-1", "T1", 9901, 19_800))
                .isEqualTo(new Answer.Declined("INVALID_REQUEST", false));
        assertThat(asks("pay_1-1", "T1", 9900)).isEqualTo(settled);
        assertThat(asks("pay_2-1", "T1", 9900)).isEqualTo(new Answer.NeverSeen());
        assertThat(paid()).isEqualTo(1);
        assertThat(simulator.breaches(PaymentChannel.WECHAT_PAY)).isEmpty();
    }

    @Test
    void never_gives_back_more_than_was_paid_and_remembers_how_much_that_was() {
        assertThat(submits("pay_1-1", "T1", 9900, 10_000)).isInstanceOf(Answer.Settled.class);
        clock.advance(MINUTE);
        var no = new Answer.Declined("INVALID_REQUEST", false);
        assertThat(submits("pay_2-1", "T1", 101, 10_000)).isEqualTo(no);
        assertThat(submits("pay_2-1", "T1", 100, 10_001)).isEqualTo(no);
        assertThat(submits("pay_2-1", "T1", 100, 10_000)).isInstanceOf(Answer.Settled.class);
        assertThat(paid()).isEqualTo(2);
    }

    @Test
    void wants_a_minute_between_two_refunds_of_a_payment() {
        submits("pay_1-1", "T1", 100, 1000);
        clock.advance(MINUTE.minusMillis(1));
        assertThat(submits("pay_2-1", "T1", 100, 1000))
                .isEqualTo(new Answer.Declined("FREQUENCY_LIMITED", true));
        clock.advance(MINUTE);
        assertThat(submits("pay_2-1", "T1", 100, 1000)).isInstanceOf(Answer.Settled.class);
        assertThat(simulator.breaches(PaymentChannel.WECHAT_PAY))
                .extracting(Breach::rule)
                .containsExactly(Breach.Rule.TOO_CLOSE);
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
        simulator.setFault(PaymentChannel.WECHAT_PAY, fault, 1);
        assertThat(submits("pay_1-1", "T1", 100, 100)).isInstanceOf(Answer.Unknown.class);
        assertThat(asks("pay_1-1", "T1", 100)).isInstanceOf(Answer.Settled.class);
        assertThat(paid()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT_BEFORE_PAYING", "SERVER_ERROR", "TOO_MANY_REQUESTS"})
    void what_goes_wrong_before_is_never_seen_and_can_be_sent_again(Fault fault) {
        simulator.setFault(PaymentChannel.WECHAT_PAY, fault, 1);
        assertThat(submits("pay_1-1", "T1", 100, 100)).isNotInstanceOf(Answer.Settled.class);
        assertThat(asks("pay_1-1", "T1", 100)).isEqualTo(new Answer.NeverSeen());
        assertThat(paid()).isZero();
        assertThat(submits("pay_1-1", "T1", 100, 100)).isInstanceOf(Answer.Settled.class);
        assertThat(paid()).isEqualTo(1);
    }

    @Test
    void is_slow_short_of_money_or_stuck_and_says_so_plainly() {
        simulator.setFault(PaymentChannel.WECHAT_PAY, Fault.SLOW, 1);
        assertThat(submits("pay_1-1", "T1", 100, 100)).isInstanceOf(Answer.Accepted.class);
        assertThat(paid()).isZero();
        clock.advance(MINUTE);
        assertThat(asks("pay_1-1", "T1", 100)).isInstanceOf(Answer.Settled.class);

        simulator.setFault(PaymentChannel.WECHAT_PAY, Fault.INSUFFICIENT_BALANCE, 1);
        assertThat(submits("pay_2-1", "T2", 100, 100))
                .isEqualTo(new Answer.Declined("INSUFFICIENT_BALANCE", true));

        simulator.setFault(PaymentChannel.WECHAT_PAY, Fault.ACCOUNT_CLOSED, 1);
        var stuck = new Answer.Abnormal("ACCOUNT_CLOSED");
        assertThat(submits("pay_3-1", "T3", 100, 100)).isEqualTo(stuck);
        assertThat(asks("pay_3-1", "T3", 100)).isEqualTo(stuck);
        assertThat(paid()).isEqualTo(1);
    }

    @Test
    void believes_nobody_but_its_client() throws Exception {
        var stranger = WireKeys.in(folder.resolve("stranger.properties"));
        var told = new HashMap<>(simulator.client("WECHAT"));
        told.put("WECHAT_PRIVATE_KEY", stranger.clientKey());
        try (var other = client(told)) {
            assertThat(
                            other.query(
                                    new Channel.Question(
                                            PaymentChannel.WECHAT_PAY,
                                            "pay_1-1",
                                            "T1",
                                            Money.cny(100),
                                            false,
                                            null)))
                    .isEqualTo(new Answer.Unknown(Why.UNREADABLE_ANSWER));
        }
        var plain =
                HttpRequest.newBuilder(
                                URI.create(
                                        simulator.client("WECHAT").get("WECHAT_URL")
                                                + WechatEndpoint.REFUNDS))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var said = http.send(plain, BodyHandlers.ofString());
            assertThat(said.statusCode()).isEqualTo(401);
            assertThat(said.body()).contains("SIGN_ERROR");
        }
        assertThat(paid()).isZero();
    }
}
