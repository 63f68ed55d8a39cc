package cn.juhui.evidence.config;

import cn.juhui.contracts.Topics;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.adapter.http.RefusalProblems;
import cn.juhui.evidence.adapter.http.UploadSizeFilter;
import cn.juhui.evidence.adapter.imaging.ImageIoDarkroom;
import cn.juhui.evidence.adapter.mongo.GridFsPictures;
import cn.juhui.evidence.adapter.mongo.MongoLookalikes;
import cn.juhui.evidence.adapter.mongo.MongoPlaces;
import cn.juhui.evidence.adapter.order.HttpOrders;
import cn.juhui.evidence.application.AttachEvidence;
import cn.juhui.evidence.application.Darkroom;
import cn.juhui.evidence.application.FindDuplicates;
import cn.juhui.evidence.application.Orders;
import cn.juhui.evidence.application.Pictures;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.application.UploadEvidence;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.LegibilityRule;
import cn.juhui.platform.http.Instances;
import cn.juhui.platform.http.InstancesInterceptor;
import cn.juhui.platform.http.Problems;
import cn.juhui.platform.http.Texts;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.JournalFactory;
import cn.juhui.platform.journal.JournalSpec;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/// The wiring page.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvidenceSettings.class)
class EvidenceWiring {

    /// After Spring Security (-100), before the platform looks at bodies (10).
    private static final int BEFORE_BODIES = 5;

    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(10)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(5))
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .build();

    @Bean
    Journal<Evidence, EvidenceEvent> evidenceJournal(JournalFactory journals) {
        return journals.create(
                new JournalSpec<>(
                        "evidence",
                        Topics.EVIDENCE,
                        Evidence.class,
                        Evidence::merchantId,
                        evidence -> null,
                        evidence ->
                                Map.of(
                                        "orderId", evidence.orderId(),
                                        "customerId", evidence.customerId(),
                                        "sha256", evidence.original().sha256(),
                                        "looks", evidence.looks().keys()),
                        List.of(List.of("orderId", "_id"), List.of("sha256"), List.of("looks"))));
    }

    @Bean
    Instances orderInstances(EvidenceSettings settings) {
        return new Instances(settings.orderServiceUrl());
    }

    @Bean
    Orders orderService(EvidenceSettings settings, Instances orderInstances) {
        var requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(settings.orderTimeLimit()).build());
        requests.setReadTimeout(settings.orderTimeLimit());
        var http =
                RestClient.builder()
                        .baseUrl(settings.orderServiceUrl().getFirst())
                        .requestFactory(requests)
                        .requestInterceptor(new InstancesInterceptor(orderInstances))
                        .build();
        return new HttpOrders(http, CircuitBreaker.of("order-service", BREAKER));
    }

    @Bean
    ImageIoDarkroom darkroom(EvidenceSettings settings) {
        return new ImageIoDarkroom(
                settings.limits(),
                LegibilityRule.DEFAULT,
                settings.darkroomThreads(),
                settings.darkroomQueue(),
                settings.darkroomTimeLimit());
    }

    @Bean
    Pictures pictures(MongoTemplate mongo) {
        return new GridFsPictures(mongo.getDb());
    }

    @Bean
    UploadEvidence uploadEvidence(
            Orders orders,
            Darkroom darkroom,
            Pictures pictures,
            Journal<Evidence, EvidenceEvent> evidence,
            MongoTemplate mongo,
            EvidenceSettings settings,
            Clock clock) {
        var limits = settings.limits();
        return new UploadEvidence(
                orders,
                darkroom,
                new MongoPlaces(mongo, limits.maxPerSide()),
                pictures,
                evidence,
                limits,
                clock);
    }

    @Bean
    SeeEvidence seeEvidence(Journal<Evidence, EvidenceEvent> evidence) {
        return new SeeEvidence(evidence);
    }

    @Bean
    FindDuplicates findDuplicates(MongoTemplate mongo) {
        return new FindDuplicates(new MongoLookalikes(mongo));
    }

    @Bean
    AttachEvidence attachEvidence(Journal<Evidence, EvidenceEvent> evidence) {
        return new AttachEvidence(evidence);
    }

    @Bean
    RefusalProblems refusalProblems(Texts texts) {
        return new RefusalProblems(texts);
    }

    @Bean
    FilterRegistrationBean<UploadSizeFilter> uploadSizeFilter(
            EvidenceSettings settings, RefusalProblems refusals, Problems problems) {
        var filter = new UploadSizeFilter(settings.limits(), refusals, problems);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(BEFORE_BODIES);
        return registration;
    }
}
