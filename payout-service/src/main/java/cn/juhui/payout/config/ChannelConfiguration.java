package cn.juhui.payout.config;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.adapter.channel.BulkheadExecutor;
import cn.juhui.payout.adapter.channel.ChannelGuards;
import cn.juhui.payout.adapter.channel.ChannelGuards.Guard;
import cn.juhui.payout.adapter.channel.HttpChannel;
import cn.juhui.payout.adapter.channel.Rails;
import cn.juhui.payout.adapter.channel.TracedChannel;
import cn.juhui.payout.adapter.channel.alipay.AlipayChannel;
import cn.juhui.payout.adapter.channel.alipay.AlipaySeal;
import cn.juhui.payout.adapter.channel.wechat.WechatChannel;
import cn.juhui.payout.adapter.channel.wechat.WechatSeal;
import cn.juhui.payout.application.Channel;
import cn.juhui.platform.trace.Tracing;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// The channels with what protects them, each with its own guards and lines.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ChannelSettings.class, AlipaySettings.class, WechatSettings.class})
public class ChannelConfiguration {

    private static final int HALF_OPEN_CALLS = 3;

    @Bean
    ChannelGuards channelGuards(
            ChannelSettings settings,
            CircuitBreakerRegistry circuits,
            RateLimiterRegistry rates,
            MeterRegistry meters) {
        var guards = guards(settings, circuits, rates);
        for (var channel : PaymentChannel.values()) {
            Gauge.builder(
                            "juhui.channels.down",
                            guards,
                            channels -> channels.isDown(channel) ? 1 : 0)
                    .description("Whether the circuit breaker keeps calls from a channel")
                    .tag("channel", channel.name())
                    .register(meters);
        }
        return guards;
    }

    @Bean
    HttpChannel front(ChannelSettings settings, ChannelGuards guards) {
        return new HttpChannel(settings.url(), settings.connectTimeout(), guards);
    }

    @Bean
    @ConditionalOnProperty(name = "juhui.payouts.alipay.protocol", havingValue = "openapi-v3")
    AlipayChannel alipay(ChannelSettings settings, AlipaySettings alipay, ChannelGuards guards) {
        var seal = AlipaySeal.of(alipay.appId(), alipay.privateKey(), alipay.publicKey());
        return new AlipayChannel(
                Objects.requireNonNull(alipay.url()),
                settings.connectTimeout(),
                seal,
                guards,
                Clock.systemUTC());
    }

    @Bean
    @ConditionalOnProperty(name = "juhui.payouts.wechat.protocol", havingValue = "api-v3")
    WechatChannel wechat(ChannelSettings settings, WechatSettings wechat, ChannelGuards guards) {
        var seal =
                WechatSeal.of(
                        wechat.merchantId(),
                        wechat.certificateSerial(),
                        wechat.privateKey(),
                        wechat.publicKeys());
        return new WechatChannel(
                Objects.requireNonNull(wechat.url()),
                settings.connectTimeout(),
                seal,
                guards,
                Clock.systemUTC());
    }

    @Bean
    @Primary
    Channel channel(
            HttpChannel front,
            Optional<AlipayChannel> alipay,
            Optional<WechatChannel> wechat,
            Tracing tracing) {
        var own = new EnumMap<PaymentChannel, Channel>(PaymentChannel.class);
        alipay.ifPresent(channel -> own.put(PaymentChannel.ALIPAY, channel));
        wechat.ifPresent(channel -> own.put(PaymentChannel.WECHAT_PAY, channel));
        return new TracedChannel(new Rails(front, own), tracing);
    }

    @Bean
    BulkheadExecutor channelLines(ChannelSettings settings, BulkheadRegistry bulkheads) {
        return lines(settings, bulkheads);
    }

    /// Guards for every channel, as the settings say.
    public static ChannelGuards guards(
            ChannelSettings settings, CircuitBreakerRegistry circuits, RateLimiterRegistry rates) {
        var circuit =
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(settings.circuit().window())
                        .minimumNumberOfCalls(settings.circuit().minimumCalls())
                        .failureRateThreshold(settings.circuit().failurePercent())
                        .waitDurationInOpenState(settings.circuit().openFor())
                        .permittedNumberOfCallsInHalfOpenState(HALF_OPEN_CALLS)
                        .recordResult(ChannelGuards::isNone)
                        .build();
        var rate =
                RateLimiterConfig.custom()
                        .limitForPeriod(settings.callsPerSecond())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(settings.turnWait())
                        .build();
        var time =
                TimeLimiterConfig.custom()
                        .timeoutDuration(settings.timeLimit())
                        .cancelRunningFuture(true)
                        .build();
        var guards = new EnumMap<PaymentChannel, Guard>(PaymentChannel.class);
        for (var channel : PaymentChannel.values()) {
            guards.put(
                    channel,
                    new Guard(
                            circuits.circuitBreaker(channel.name(), circuit),
                            rates.rateLimiter(channel.name(), rate),
                            TimeLimiter.of(channel.name(), time)));
        }
        return new ChannelGuards(guards);
    }

    /// Lines to every channel, as the settings say.
    public static BulkheadExecutor lines(ChannelSettings settings, BulkheadRegistry bulkheads) {
        var config =
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.lines())
                        .maxWaitDuration(settings.lineWait())
                        .build();
        var lines = new EnumMap<PaymentChannel, Bulkhead>(PaymentChannel.class);
        for (var channel : PaymentChannel.values()) {
            lines.put(channel, bulkheads.bulkhead(channel.name(), config));
        }
        return new BulkheadExecutor(lines);
    }
}
