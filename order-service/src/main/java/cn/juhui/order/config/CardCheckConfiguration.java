package cn.juhui.order.config;

import cn.juhui.order.adapter.supplier.HttpCardChecks;
import cn.juhui.order.application.CardChecks;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who is asked about a card.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CardCheckSettings.class)
class CardCheckConfiguration {

    /// A supplier that is away is left alone for a while: not knowing blocks nothing, waiting for it would.
    private static final CircuitBreakerConfig SUPPLIER_BREAKER =
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(5)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(10))
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .build();

    @Bean
    CardChecks cardChecks(CardCheckSettings settings, MeterRegistry meters, Clock clock) {
        if (settings.url().isBlank()) {
            return CardChecks.NOBODY;
        }
        return new HttpCardChecks(
                URI.create(settings.url()),
                settings.key(),
                settings.timeLimit(),
                CircuitBreaker.of("card-checks", SUPPLIER_BREAKER),
                Bulkhead.of(
                        "card-checks",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(settings.atOnce())
                                .maxWaitDuration(Duration.ZERO)
                                .build()),
                meters,
                clock);
    }
}
