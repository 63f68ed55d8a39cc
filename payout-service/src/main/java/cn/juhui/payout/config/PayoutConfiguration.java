package cn.juhui.payout.config;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.payout.adapter.mongo.MongoAccounts;
import cn.juhui.payout.adapter.mongo.MongoChangedPayouts;
import cn.juhui.payout.adapter.mongo.MongoPaymentQueues;
import cn.juhui.payout.adapter.mongo.MongoReversals;
import cn.juhui.payout.adapter.mongo.PayoutFigures;
import cn.juhui.payout.adapter.services.HttpApprovals;
import cn.juhui.payout.application.Approvals;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.application.ChannelExecutor;
import cn.juhui.payout.application.FollowReversals;
import cn.juhui.payout.application.InitiatePayout;
import cn.juhui.payout.application.PaymentQueues;
import cn.juhui.payout.application.PursuePayout;
import cn.juhui.payout.application.ReissuePayout;
import cn.juhui.payout.application.RetryPayout;
import cn.juhui.payout.application.SendPayout;
import cn.juhui.payout.application.account.Accounts;
import cn.juhui.payout.application.account.KeepAccount;
import cn.juhui.payout.application.account.PurgeAccounts;
import cn.juhui.payout.application.lever.ChannelLevers;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.journal.DeadlineSweeper;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.JournalSpec;
import cn.juhui.platform.journal.WaitingWatch;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.messaging.Sources;
import cn.juhui.platform.resilience.Ticker;
import cn.juhui.platform.security.SealingKeys;
import cn.juhui.platform.trace.Tracing;
import cn.juhui.platform.watch.FigureWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// PayoutConfiguration, their use cases and their clock.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountSettings.class)
class PayoutConfiguration {

    static final String COLLECTION = "payouts";

    @Bean
    Journal<Payout, PayoutEvent> payoutJournal(JournalFactory journals, MeterRegistry meters) {
        var counts = new PayoutMeters(meters);
        return journals.create(
                new JournalSpec<>(
                        COLLECTION,
                        Topics.PAYOUTS,
                        Payout.class,
                        Payout::merchantId,
                        Payout::dueAt,
                        Payout::needsAccount,
                        payout -> Map.of("status", payout.state().word()),
                        List.of(MongoChangedPayouts.INDEX)),
                counts::changed);
    }

    @Bean
    FigureWatch.Own payoutFigures(MongoTemplate mongo, Clock clock, MeterRegistry meters) {
        return new FigureWatch.Own(
                new PayoutFigures(mongo.getCollection(COLLECTION), clock).figures(meters));
    }

    /// Who waits for an account says again that it does: a case that did not hear it asks nobody for one.
    @Bean
    WaitingWatch waitingPayouts(
            Journal<Payout, PayoutEvent> payouts,
            Sources sources,
            Clock clock,
            MeterRegistry meters) {
        return new WaitingWatch(
                "payouts",
                payouts,
                clock,
                meters,
                payoutId -> {
                    var unused = sources.tellAgain(Topics.PAYOUTS, payoutId, 0);
                });
    }

    @Bean
    SendPayout sendPayout(
            Journal<Payout, PayoutEvent> payouts,
            Channel channel,
            ChannelExecutor lines,
            Accounts accounts,
            PaymentQueues queues,
            ChannelLevers levers,
            Clock clock,
            WorkingCalendar calendar) {
        return new SendPayout(payouts, channel, lines, accounts, queues, levers, clock, calendar);
    }

    @Bean
    PaymentQueues paymentQueues(MongoTemplate mongo) {
        return new MongoPaymentQueues(mongo);
    }

    @Bean
    Approvals approvals(ServiceClients services) {
        return new HttpApprovals(services.named("refund-service"), services.named("order-service"));
    }

    @Bean
    InitiatePayout initiatePayout(
            Journal<Payout, PayoutEvent> payouts,
            Approvals approvals,
            SendPayout send,
            Clock clock,
            WorkingCalendar calendar) {
        return new InitiatePayout(payouts, approvals, send, clock, calendar);
    }

    @Bean
    PursuePayout pursuePayout(
            Journal<Payout, PayoutEvent> payouts,
            Channel channel,
            ChannelExecutor lines,
            SendPayout send,
            Clock clock,
            WorkingCalendar calendar) {
        return new PursuePayout(payouts, channel, lines, send, clock, calendar);
    }

    @Bean
    RetryPayout retryPayout(
            Journal<Payout, PayoutEvent> payouts,
            SendPayout send,
            PursuePayout pursue,
            Clock clock,
            WorkingCalendar calendar) {
        return new RetryPayout(payouts, send, pursue, clock, calendar);
    }

    @Bean
    MongoAccounts accounts(MongoTemplate mongo, AccountSettings settings) {
        return new MongoAccounts(mongo, SealingKeys.ofHex(settings.keys()));
    }

    /// Seals accounts anew after a change of keys, and deletes those whose time is over.
    @Bean
    Ticker accountUpkeep(
            Journal<Payout, PayoutEvent> payouts,
            MongoAccounts accounts,
            AccountSettings settings,
            Clock clock) {
        var purge = new PurgeAccounts(payouts, accounts, clock);
        return new Ticker(
                "accounts",
                settings.upkeepEvery(),
                () -> {
                    accounts.reseal();
                    purge.purge();
                });
    }

    @Bean
    KeepAccount keepAccount(Journal<Payout, PayoutEvent> payouts, Accounts accounts) {
        return new KeepAccount(payouts, accounts);
    }

    @Bean
    ReissuePayout reissuePayout(
            Journal<Payout, PayoutEvent> payouts,
            Approvals approvals,
            Accounts accounts,
            SendPayout send,
            Clock clock,
            WorkingCalendar calendar) {
        return new ReissuePayout(payouts, approvals, accounts, send, clock, calendar);
    }

    @Bean
    FollowReversals followReversals(
            Journal<Payout, PayoutEvent> payouts,
            Channel channel,
            MongoTemplate mongo,
            ChannelSettings settings,
            Clock clock,
            WorkingCalendar calendar) {
        var reversals = new MongoReversals(mongo, settings.reversalsEvery());
        return new FollowReversals(payouts, channel, reversals, clock, calendar);
    }

    @Bean
    Ticker reversalWatch(FollowReversals follow, ChannelSettings settings) {
        return new Ticker("reversals", settings.reversalsEvery(), follow::follow);
    }

    @Bean
    DeadlineSweeper payoutDeadlines(
            Journal<Payout, PayoutEvent> payouts,
            Clock clock,
            MeterRegistry meters,
            Tracing tracing,
            PursuePayout pursue) {
        return new DeadlineSweeper("payouts", payouts, clock, meters, tracing, pursue::handle);
    }
}
