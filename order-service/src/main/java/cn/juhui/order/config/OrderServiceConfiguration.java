package cn.juhui.order.config;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.order.adapter.http.EvidenceLimits;
import cn.juhui.order.adapter.messaging.RefundListeners;
import cn.juhui.order.adapter.mongo.MongoExpressBlocks;
import cn.juhui.order.adapter.mongo.MongoExpressUses;
import cn.juhui.order.adapter.mongo.MongoOrderNumbers;
import cn.juhui.order.adapter.mongo.MongoOrderQueries;
import cn.juhui.order.adapter.mongo.MongoSharedPayments;
import cn.juhui.order.adapter.mongo.OrderDocuments;
import cn.juhui.order.adapter.payer.HmacPayerPrints;
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
import cn.juhui.order.application.policy.PolicyCatalogue;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.purchase.BackDating;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.WaitingWatch;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import cn.juhui.platform.messaging.Sources;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// What needs what.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EvidenceLimits.class, FactSettings.class, PayerSettings.class})
class OrderServiceConfiguration {

    @Bean
    Journal<Order, OrderEvent> orders(JournalFactory journals) {
        return journals.create(OrderDocuments.SPEC);
    }

    @Bean
    OrderQueries orderQueries(MongoTemplate mongo) {
        return new MongoOrderQueries(mongo);
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
    EventListener refunds(
            HoldCards holdCards,
            FollowRefund followRefund,
            ApproveForPayout approveForPayout,
            EventReader reader) {
        return new RefundListeners(holdCards, followRefund, approveForPayout).listener(reader);
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
}
