package cn.juhui.refund.config;

import cn.juhui.platform.http.Instances;
import cn.juhui.platform.http.InstancesInterceptor;
import cn.juhui.platform.messaging.TraceContext;
import cn.juhui.refund.adapter.evidence.HttpEvidenceFiles;
import cn.juhui.refund.adapter.evidence.HttpExhibits;
import cn.juhui.refund.adapter.order.HttpOrders;
import cn.juhui.refund.adapter.payout.HttpPayoutAccounts;
import cn.juhui.refund.application.EvidenceFiles;
import cn.juhui.refund.application.Exhibits;
import cn.juhui.refund.application.PayoutAccounts;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/// The services that are asked while a person waits, each behind its own circuit breaker.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NeighbourSettings.class)
class Neighbours {

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
                client(settings.orderServiceUrl(), orderInstances, settings.timeLimit()),
                CircuitBreaker.of("order-service", BREAKER));
    }

    @Bean
    EvidenceFiles evidenceService(NeighbourSettings settings, Instances evidenceInstances) {
        return new HttpEvidenceFiles(
                client(settings.evidenceServiceUrl(), evidenceInstances, settings.timeLimit()),
                CircuitBreaker.of("evidence-service", BREAKER));
    }

    @Bean
    PayoutAccounts payoutService(NeighbourSettings settings, Instances payoutInstances) {
        return new HttpPayoutAccounts(
                client(settings.payoutServiceUrl(), payoutInstances, settings.timeLimit()),
                CircuitBreaker.of("payout-service", BREAKER));
    }

    @Bean
    Exhibits exhibits(NeighbourSettings settings, Instances evidenceInstances) {
        return new HttpExhibits(
                client(settings.evidenceServiceUrl(), evidenceInstances, settings.timeLimit()),
                CircuitBreaker.of("evidence-service-exhibits", BREAKER));
    }

    /// Who doesn't even accept in this time is asked once more after the other instances.
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    /// Enough to keep a neighbour on a few cores busy.
    private static final int AT_ONCE = 24;

    /// Shorter than the gateway waits for us.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static RestClient client(List<URI> urls, Instances instances, Duration timeLimit) {
        var jdk = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();
        var requests = new JdkClientHttpRequestFactory(jdk);
        requests.setReadTimeout(timeLimit);
        return RestClient.builder()
                .baseUrl(urls.getFirst())
                .requestFactory(requests)
                .requestInterceptor(new Turnstile(AT_ONCE, PATIENCE))
                .requestInterceptor((request, body, execution) -> {
                    var story = TraceContext.current();
                    if (story != null) {
                        request.getHeaders().set("traceparent", story);
                    }
                    return execution.execute(request, body);
                })
                .requestInterceptor(new InstancesInterceptor(instances))
                .build();
    }
}
