package cn.juhui.evidence.config;

import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.evidence.adapter.http.EvidenceProblems;
import cn.juhui.evidence.adapter.http.UploadGate;
import cn.juhui.evidence.adapter.imaging.ImageIoProcessing;
import cn.juhui.evidence.adapter.mongo.MongoLookalikes;
import cn.juhui.evidence.adapter.mongo.MongoPlaces;
import cn.juhui.evidence.adapter.mongo.MongoRemovals;
import cn.juhui.evidence.adapter.mongo.MongoUploads;
import cn.juhui.evidence.adapter.order.HttpOrders;
import cn.juhui.evidence.application.AttachEvidence;
import cn.juhui.evidence.application.ExpireUploads;
import cn.juhui.evidence.application.FindDuplicates;
import cn.juhui.evidence.application.Orders;
import cn.juhui.evidence.application.Places;
import cn.juhui.evidence.application.Removals;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.application.UploadEvidence;
import cn.juhui.evidence.application.picture.ImageProcessing;
import cn.juhui.evidence.application.picture.Pictures;
import cn.juhui.evidence.application.picture.Scanner;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.legibility.LegibilityRule;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.http.problem.Problems;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.JournalSpec;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.resilience.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The wiring page.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvidenceSettings.class)
class EvidenceConfiguration {

    /// After Spring Security (-100), before the platform looks at bodies (10).
    private static final int BEFORE_BODIES = 5;

    @Bean
    Journal<Evidence, EvidenceEvent> evidenceJournal(
            JournalFactory journals, EvidenceSettings settings) {
        return journals.create(
                new JournalSpec<>(
                        "evidence",
                        Topics.EVIDENCE,
                        Evidence.class,
                        Evidence::merchantId,
                        evidence -> evidence.scan().askAt(),
                        evidence -> indexed(evidence, settings.uploadKeptFor()),
                        List.of(
                                List.of("orderId", "_id"),
                                List.of("sha256"),
                                List.of("looks"),
                                List.of("files"),
                                List.of("lapsesAt"))));
    }

    private static Map<String, @Nullable Object> indexed(Evidence evidence, Duration kept) {
        var indexed = new HashMap<String, @Nullable Object>();
        indexed.put("orderId", evidence.orderId());
        indexed.put("customerId", evidence.customerId());
        indexed.put("sha256", evidence.original().sha256());
        indexed.put("looks", evidence.looks().keys());
        indexed.put("files", evidence.files());
        var lapses = evidence.refundIds().isEmpty();
        indexed.put("lapsesAt", lapses ? evidence.uploadedAt().plus(kept) : null);
        return indexed;
    }

    @Bean
    Orders orderService(ServiceClients services) {
        return new HttpOrders(services.asked("order-service", "order-service"));
    }

    @Bean
    ImageIoProcessing darkroom(EvidenceSettings settings) {
        return new ImageIoProcessing(
                settings.limits(),
                LegibilityRule.DEFAULT,
                settings.darkroomThreads(),
                settings.darkroomQueue(),
                settings.darkroomTimeLimit());
    }

    @Bean
    UploadEvidence uploadEvidence(
            Orders orders,
            ImageProcessing darkroom,
            Scanner scanner,
            Pictures pictures,
            Removals removals,
            Places places,
            Journal<Evidence, EvidenceEvent> evidence,
            EvidenceSettings settings,
            Clock clock) {
        var limits = settings.limits();
        return new UploadEvidence(
                orders,
                darkroom,
                scanner,
                places,
                pictures,
                removals,
                evidence,
                limits,
                clock,
                () -> Instant.now().plus(settings.uploadHold()));
    }

    @Bean
    Places places(MongoTemplate mongo, EvidenceSettings settings) {
        return new MongoPlaces(mongo, settings.maxPerSide());
    }

    @Bean
    Removals removals(MongoTemplate mongo) {
        return new MongoRemovals(mongo);
    }

    @Bean
    Ticker uploadExpiry(
            MongoTemplate mongo,
            Removals removals,
            Pictures pictures,
            Places places,
            Clock clock,
            EvidenceSettings settings) {
        var expire =
                new ExpireUploads(
                        new MongoUploads(mongo),
                        removals,
                        pictures,
                        places,
                        clock,
                        InstantSource.system());
        return new Ticker("upload-expiry", settings.expiryPause(), expire::expire);
    }

    @Bean
    SeeEvidence seeEvidence(
            Journal<Evidence, EvidenceEvent> evidence, EvidenceSettings settings, Clock clock) {
        return new SeeEvidence(evidence, settings.uploadUsableFor(), clock);
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
    EvidenceProblems refusalProblems(Texts texts) {
        return new EvidenceProblems(texts);
    }

    @Bean
    FilterRegistrationBean<UploadGate> uploadGate(
            EvidenceSettings settings, EvidenceProblems refusals, Problems problems) {
        var filter =
                new UploadGate(settings.limits(), refusals, problems, settings.uploadsAtOnce());
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(BEFORE_BODIES);
        return registration;
    }
}
