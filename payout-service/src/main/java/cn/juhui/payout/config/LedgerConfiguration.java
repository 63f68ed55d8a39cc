package cn.juhui.payout.config;

import cn.juhui.payout.adapter.mongo.MongoLedger;
import cn.juhui.payout.adapter.mongo.MongoMark;
import cn.juhui.payout.adapter.mongo.MongoToldPayouts;
import cn.juhui.payout.application.ledger.KeepLedger;
import cn.juhui.payout.application.ledger.Ledger;
import cn.juhui.payout.application.ledger.SettleDebt;
import cn.juhui.platform.resilience.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The ledger and what keeps it. `juhui.ledger.missing` counts entries that the check had to add, `juhui.ledger.differs` payouts whose entries are not what
/// their journal says.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {

    private static final String MARKS = "ledger_marks";

    @Bean
    Ledger ledger(MongoTemplate mongo) {
        return new MongoLedger(mongo);
    }

    @Bean
    SettleDebt settleDebt(Ledger ledger, Clock clock) {
        return new SettleDebt(ledger, clock);
    }

    @Bean
    KeepLedger keepLedger(
            MongoTemplate mongo,
            Ledger ledger,
            MeterRegistry meters,
            Clock clock,
            LedgerSettings settings) {
        var payouts = new MongoToldPayouts(mongo, PayoutConfiguration.COLLECTION);
        return new KeepLedger(payouts, ledger, counted(meters), clock, settings.batch());
    }

    private static KeepLedger.Findings counted(MeterRegistry meters) {
        var missing =
                Counter.builder("juhui.ledger.missing")
                        .description("Entries of the ledger that its check had to add")
                        .register(meters);
        var differs =
                Counter.builder("juhui.ledger.differs")
                        .description("Payouts whose entries are not what their journal says")
                        .register(meters);
        return new KeepLedger.Findings() {
            @Override
            public void missing(int entries) {
                missing.increment(entries);
            }

            @Override
            public void differs() {
                differs.increment();
            }
        };
    }

    @Bean
    Ticker ledgerEntries(MongoTemplate mongo, KeepLedger keep, LedgerSettings settings) {
        var mark = new MongoMark(mongo, MARKS, "entries", settings.every());
        return new Ticker("ledger", settings.every(), () -> keep.enter(mark, settings.lag()));
    }

    @Bean
    Ticker ledgerCheck(MongoTemplate mongo, KeepLedger keep, LedgerSettings settings) {
        var mark = new MongoMark(mongo, MARKS, "check", settings.checkEvery());
        return new Ticker(
                "ledger-check", settings.checkEvery(), () -> keep.check(mark, settings.grace()));
    }
}
