package cn.juhui.evidence.config;

import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.adapter.clamav.ClamAvScanner;
import cn.juhui.evidence.adapter.http.SignedLinks;
import cn.juhui.evidence.application.OpenPicture;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.application.picture.AskScannerAgain;
import cn.juhui.evidence.application.picture.Pictures;
import cn.juhui.evidence.application.picture.Scanner;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.platform.journal.DeadlineSweeper;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.trace.Tracing;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who gets to see a picture's bytes, and when: the scanner, and links that expire.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClamAvSettings.class, LinkSettings.class})
class SafetyConfiguration {

    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(10)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(5))
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .build();

    @Bean
    Scanner scanner(ClamAvSettings settings) {
        return settings.host() == null || settings.host().isBlank()
                ? Scanner.NONE
                : new ClamAvScanner(
                        settings.host(),
                        settings.port(),
                        settings.connectTimeout(),
                        settings.timeLimit(),
                        CircuitBreaker.of("clamav", BREAKER));
    }

    @Bean
    DeadlineSweeper askScannerAgain(
            Journal<Evidence, EvidenceEvent> evidence,
            Pictures pictures,
            Scanner scanner,
            Clock clock,
            MeterRegistry meters,
            Tracing tracing,
            @Value("${spring.application.name}") String service) {
        var again = new AskScannerAgain(evidence, pictures, scanner, clock, service);
        return new DeadlineSweeper("evidence", evidence, clock, meters, tracing, again::ask);
    }

    @Bean
    OpenPicture openPicture(
            SeeEvidence see,
            Journal<Evidence, EvidenceEvent> evidence,
            Pictures pictures,
            Scanner scanner,
            Clock clock,
            MeterRegistry meters,
            @Value("${spring.application.name}") String service) {
        var lost =
                Counter.builder("juhui.pictures.lost")
                        .description(
                                "Pictures asked for whose file is missing in the store, or is another one")
                        .register(meters);
        return new OpenPicture(see, evidence, pictures, scanner, clock, service, lost::increment);
    }

    @Bean
    SignedLinks signedLinks(LinkSettings settings) {
        return new SignedLinks(settings.key(), settings.longest(), InstantSource.system());
    }
}
