package cn.juhui.refund.config;

import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.refund.adapter.evidence.HttpEvidenceFiles;
import cn.juhui.refund.adapter.evidence.HttpExhibits;
import cn.juhui.refund.adapter.order.HttpOrders;
import cn.juhui.refund.adapter.payout.HttpPayoutAccounts;
import cn.juhui.refund.application.EvidenceFiles;
import cn.juhui.refund.application.PayoutAccounts;
import cn.juhui.refund.application.dossier.Exhibits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The services that are asked while a person waits, each behind its own circuit breaker.
@Configuration(proxyBeanMethods = false)
class AskedServiceConfiguration {

    @Bean
    HttpOrders orderService(ServiceClients services) {
        return new HttpOrders(services.asked("order-service", "order-service"));
    }

    @Bean
    EvidenceFiles evidenceService(ServiceClients services) {
        return new HttpEvidenceFiles(services.asked("evidence-service", "evidence-service"));
    }

    @Bean
    PayoutAccounts payoutService(ServiceClients services) {
        return new HttpPayoutAccounts(services.asked("payout-service", "payout-service"));
    }

    @Bean
    Exhibits exhibits(ServiceClients services) {
        return new HttpExhibits(services.asked("evidence-service", "evidence-service-exhibits"));
    }
}
