package cn.juhui.payout.config;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.adapter.mongo.MongoChangedPayouts;
import cn.juhui.payout.adapter.mongo.MongoFindings;
import cn.juhui.payout.adapter.services.HttpBooks;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.application.books.CompareBooks;
import cn.juhui.payout.application.books.Findings;
import cn.juhui.payout.application.books.ForeignBooks;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.books.Difference;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.resilience.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The running check of the books, and its meters: `juhui.reconciliation.differences{kind}` counts what is open, of the whole house, whichever instance is
/// asked, and `juhui.reconciliation.waiting` what couldn't be compared yet; `juhui.reconciliation.behind` says how late this instance's last turn was.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ComparisonSettings.class)
class ComparisonConfiguration {

    @Bean
    Findings findings(MongoTemplate mongo, ComparisonSettings settings) {
        return new MongoFindings(mongo, settings.every());
    }

    @Bean
    ForeignBooks foreignBooks(ServiceClients services) {
        return new HttpBooks(services.named("order-service"), services.named("refund-service"));
    }

    @Bean
    CompareBooks compareBooks(
            Journal<Payout, PayoutEvent> payouts,
            MongoTemplate mongo,
            ForeignBooks others,
            Channel channel,
            Findings findings,
            Clock clock,
            WorkingCalendar calendar,
            ComparisonSettings settings) {
        return new CompareBooks(
                payouts,
                new MongoChangedPayouts(mongo, PayoutConfiguration.COLLECTION),
                others,
                channel,
                findings,
                clock,
                calendar,
                settings.grace(),
                settings.batch());
    }

    @Bean
    Ticker comparison(
            CompareBooks compare,
            Findings findings,
            MeterRegistry meters,
            ComparisonSettings settings) {
        var open = new AtomicReference<Map<Difference, Long>>(Map.of());
        for (var kind : Difference.values()) {
            Gauge.builder(
                            "juhui.reconciliation.differences",
                            open,
                            counts -> counts.get().getOrDefault(kind, 0L))
                    .description("Refunds about whose money the books differ")
                    .tag("kind", kind.name())
                    .strongReference(true)
                    .register(meters);
        }
        Gauge.builder("juhui.reconciliation.behind", compare, c -> c.behind().toSeconds())
                .description("How much later than they should payouts are compared")
                .baseUnit("seconds")
                .register(meters);
        var waiting = new AtomicLong();
        Gauge.builder("juhui.reconciliation.waiting", waiting, AtomicLong::get)
                .description("Refunds that could not be compared yet")
                .strongReference(true)
                .register(meters);
        return new Ticker(
                "comparison",
                settings.every(),
                () -> {
                    compare.compare();
                    open.set(findings.open());
                    waiting.set(findings.waiting());
                });
    }
}
