package cn.juhui.order.config;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.order.adapter.http.EvidenceLimits;
import cn.juhui.order.adapter.messaging.RefundListener;
import cn.juhui.order.adapter.mongo.MongoExpressBlocks;
import cn.juhui.order.adapter.mongo.MongoExpressUses;
import cn.juhui.order.adapter.mongo.MongoImportJobs;
import cn.juhui.order.adapter.mongo.MongoMerchantOverrides;
import cn.juhui.order.adapter.mongo.MongoOrderNumbers;
import cn.juhui.order.adapter.mongo.MongoOrderQueries;
import cn.juhui.order.adapter.mongo.MongoPolicies;
import cn.juhui.order.adapter.mongo.MongoSharedPayments;
import cn.juhui.order.adapter.payer.HmacPayerPrints;
import cn.juhui.order.adapter.supplier.HttpCardChecks;
import cn.juhui.order.application.Approvals;
import cn.juhui.order.application.ApproveForPayout;
import cn.juhui.order.application.AskEligibility;
import cn.juhui.order.application.CardChecks;
import cn.juhui.order.application.CheckPayer;
import cn.juhui.order.application.ExpressGuard;
import cn.juhui.order.application.FollowRefund;
import cn.juhui.order.application.HoldCards;
import cn.juhui.order.application.LookAfterHolds;
import cn.juhui.order.application.OrderQueries;
import cn.juhui.order.application.PayerPrints;
import cn.juhui.order.application.PlaceOrder;
import cn.juhui.order.application.SharedPayments;
import cn.juhui.order.application.delivery.ReportUsage;
import cn.juhui.order.application.delivery.ShipOrder;
import cn.juhui.order.application.express.ExpressBlocks;
import cn.juhui.order.application.express.SetExpressBlock;
import cn.juhui.order.application.imports.ImportJobs;
import cn.juhui.order.application.imports.ImportOrders;
import cn.juhui.order.application.imports.QueueImport;
import cn.juhui.order.application.imports.RunImports;
import cn.juhui.order.application.policy.MerchantOverrides;
import cn.juhui.order.application.policy.Policies;
import cn.juhui.order.application.policy.PolicyCatalogue;
import cn.juhui.order.application.policy.SetMerchantOverride;
import cn.juhui.order.application.policy.SetPolicy;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.purchase.BackDating;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.WaitingWatch;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.messaging.EventReader;
import cn.juhui.platform.messaging.Sources;
import cn.juhui.platform.security.SealingKeys;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.messaging.Message;

/// What needs what.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    CardCheckSettings.class,
    EvidenceLimits.class,
    FactSettings.class,
    ImportSettings.class,
    PayerSettings.class
})
class OrderServiceConfiguration {

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
    Journal<Order, OrderEvent> orders(JournalFactory journals) {
        return journals.create(MongoOrderQueries.SPEC);
    }

    @Bean
    OrderQueries orderQueries(MongoTemplate mongo) {
        return new MongoOrderQueries(mongo);
    }

    @Bean
    Policies policies(MongoTemplate mongo) {
        return new MongoPolicies(mongo);
    }

    @Bean
    MerchantOverrides merchantOverrides(MongoTemplate mongo) {
        return new MongoMerchantOverrides(mongo);
    }

    @Bean
    PolicyCatalogue policyBook(Policies policies, MerchantOverrides overrides) {
        return new PolicyCatalogue(policies, overrides);
    }

    @Bean
    SetMerchantOverride setMerchantOverride(
            PolicyCatalogue book, MerchantOverrides overrides, Clock clock) {
        return new SetMerchantOverride(book, overrides, clock);
    }

    @Bean
    ExpressBlocks expressBlocks(MongoTemplate mongo) {
        return new MongoExpressBlocks(mongo);
    }

    @Bean
    SetExpressBlock setExpressBlock(ExpressBlocks blocks, Clock clock) {
        return new SetExpressBlock(blocks, clock);
    }

    @Bean
    ExpressGuard expressGuard(MongoTemplate mongo, ExpressBlocks blocks, OrderQueries orders) {
        return new ExpressGuard(new MongoExpressUses(mongo), blocks, orders);
    }

    @Bean
    SetPolicy setPolicy(PolicyCatalogue book, Policies policies, Clock clock) {
        return new SetPolicy(book, policies, clock);
    }

    @Bean
    PlaceOrder placeOrder(
            Journal<Order, OrderEvent> orders,
            MongoTemplate mongo,
            PolicyCatalogue book,
            Clock clock) {
        return new PlaceOrder(orders, new MongoOrderNumbers(mongo), book, clock);
    }

    @Bean
    PayerPrints payerPrints(PayerSettings settings) {
        return new HmacPayerPrints(settings.decoded());
    }

    @Bean
    CheckPayer checkPayer(PayerPrints prints) {
        return new CheckPayer(prints);
    }

    @Bean
    ImportOrders importOrders(PlaceOrder placeOrder) {
        return new ImportOrders(placeOrder);
    }

    /// Files are sealed by the keys that seal the answers to requests.
    @Bean
    ImportJobs importJobs(
            MongoTemplate mongo,
            @Value("${juhui.idempotency.keys:}") List<String> keys,
            @Value("${spring.mongodb.uri}") String uri) {
        var seal = keys.isEmpty() ? SealingKeys.derived(uri, "imports") : SealingKeys.ofHex(keys);
        return new MongoImportJobs(mongo, seal);
    }

    @Bean
    QueueImport queueImport(ImportJobs jobs, Clock clock) {
        return new QueueImport(jobs, clock, Clock.systemUTC());
    }

    @Bean
    RunImports runImports(
            ImportJobs jobs, RunImports.Files files, ImportSettings settings, Clock clock) {
        return new RunImports(jobs, files, clock, Clock.systemUTC(), settings.every());
    }

    @Bean
    ShipOrder shipOrder(FactSettings facts, Clock clock) {
        return new ShipOrder(new BackDating(facts.tolerance()), clock);
    }

    @Bean
    ReportUsage reportUsage(Clock clock) {
        return new ReportUsage(clock);
    }

    @Bean
    SharedPayments sharedPayments(MongoTemplate mongo) {
        return new MongoSharedPayments(mongo);
    }

    @Bean
    AskEligibility askEligibility(
            ExpressGuard guard, CardChecks checks, SharedPayments payments, Clock clock) {
        return new AskEligibility(guard, checks, payments, clock);
    }

    @Bean
    HoldCards holdCards(
            Journal<Order, OrderEvent> orders,
            ExpressGuard guard,
            CardChecks checks,
            SharedPayments payments,
            Clock clock) {
        return new HoldCards(orders, guard, checks, payments, clock);
    }

    @Bean
    FollowRefund followRefund(Journal<Order, OrderEvent> orders) {
        return new FollowRefund(orders);
    }

    @Bean
    Consumer<Message<byte[]>> refunds(
            HoldCards holdCards,
            FollowRefund followRefund,
            ApproveForPayout approveForPayout,
            EventReader reader) {
        return new RefundListener(holdCards, followRefund, approveForPayout).listener(reader);
    }

    @Bean
    Approvals approvals(ServiceClients services) {
        var refundService = services.named("refund-service");
        return refundId -> refundService.get(RefundStanding.class, RefundStanding.PATH, refundId);
    }

    @Bean
    WaitingWatch waitingHolds(
            Journal<Order, OrderEvent> orders,
            FollowRefund followRefund,
            Approvals approvals,
            Sources sources,
            Clock clock,
            MeterRegistry meters) {
        var holds = new LookAfterHolds(orders, followRefund, approvals, sources);
        return new WaitingWatch("orders", orders, clock, meters, holds::look);
    }

    @Bean
    ApproveForPayout approveForPayout(
            Journal<Order, OrderEvent> orders,
            FollowRefund followRefund,
            CardChecks checks,
            Approvals approvals,
            SharedPayments payments,
            Clock clock) {
        return new ApproveForPayout(orders, followRefund, checks, approvals, payments, clock);
    }

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
