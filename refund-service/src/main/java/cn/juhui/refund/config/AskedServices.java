package cn.juhui.refund.config;

import cn.juhui.platform.http.client.Instances;
import cn.juhui.platform.http.client.ServiceClient;
import cn.juhui.refund.adapter.evidence.HttpEvidenceFiles;
import cn.juhui.refund.adapter.evidence.HttpExhibits;
import cn.juhui.refund.adapter.order.HttpOrders;
import cn.juhui.refund.adapter.payout.HttpPayoutAccounts;
import cn.juhui.refund.application.EvidenceFiles;
import cn.juhui.refund.application.PayoutAccounts;
import cn.juhui.refund.application.dossier.Exhibits;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.HttpClientErrorException;

/// The services that are asked while a person waits, each behind its own circuit breaker.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NeighbourSettings.class)
class AskedServices {

    /// A question that was wrong (4xx) says nothing about the health of who was asked.
    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .recordException(e -> !(e instanceof HttpClientErrorException))
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(10)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(5))
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .build();

    @Bean
    Instances orderInstances(NeighbourSettings settings) {
        return new Instances(settings.orderServiceUrl());
    }

    @Bean
    Instances evidenceInstances(NeighbourSettings settings) {
        return new Instances(settings.evidenceServiceUrl());
    }

    @Bean
    Instances payoutInstances(NeighbourSettings settings) {
        return new Instances(settings.payoutServiceUrl());
    }

    @Bean
    HttpOrders orderService(NeighbourSettings settings, Instances orderInstances) {
        return new HttpOrders(
                ServiceClient.restClient(
                        settings.orderServiceUrl(), orderInstances, settings.timeLimit()),
                CircuitBreaker.of("order-service", BREAKER));
    }

    @Bean
    EvidenceFiles evidenceService(NeighbourSettings settings, Instances evidenceInstances) {
        return new HttpEvidenceFiles(
                ServiceClient.restClient(
                        settings.evidenceServiceUrl(), evidenceInstances, settings.timeLimit()),
                CircuitBreaker.of("evidence-service", BREAKER));
    }

    @Bean
    PayoutAccounts payoutService(NeighbourSettings settings, Instances payoutInstances) {
        return new HttpPayoutAccounts(
                ServiceClient.restClient(
                        settings.payoutServiceUrl(), payoutInstances, settings.timeLimit()),
                CircuitBreaker.of("payout-service", BREAKER));
    }

    @Bean
    Exhibits exhibits(NeighbourSettings settings, Instances evidenceInstances) {
        return new HttpExhibits(
                ServiceClient.restClient(
                        settings.evidenceServiceUrl(), evidenceInstances, settings.timeLimit()),
                CircuitBreaker.of("evidence-service-exhibits", BREAKER));
    }
}
