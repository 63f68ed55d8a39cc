package cn.juhui.order.adapter.http;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.application.AskEligibility;
import cn.juhui.order.application.ImportJobs;
import cn.juhui.order.application.ImportOrders;
import cn.juhui.order.application.PayerPrints;
import cn.juhui.order.application.QueueImport;
import cn.juhui.order.application.ReportUsage;
import cn.juhui.order.domain.Order;
import cn.juhui.platform.http.Texts;
import cn.juhui.platform.journal.Journal;
import jakarta.validation.Validator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the controllers share.
@Configuration(proxyBeanMethods = false)
class HttpWiring {

    @Bean
    OrderAccess orderAccess(Journal<Order, OrderEvent> orders) {
        return new OrderAccess(orders);
    }

    @Bean
    PolicyViews policyViews(Texts texts) {
        return new PolicyViews(texts);
    }

    @Bean
    OrderViews orderViews(AskEligibility askEligibility, PolicyViews policies) {
        return new OrderViews(askEligibility, policies);
    }

    @Bean
    ImportFiles importFiles(
            ImportOrders importOrders,
            ReportUsage reportUsage,
            OrderAccess access,
            PayerPrints prints,
            Validator validator) {
        return new ImportFiles(importOrders, reportUsage, access, prints, validator);
    }

    @Bean
    ImportViews importViews(Texts texts) {
        return new ImportViews(texts);
    }

    @Bean
    ImportRequests importRequests(
            ImportFiles files, QueueImport queueImport, ImportJobs jobs, ImportViews views) {
        return new ImportRequests(files, queueImport, jobs, views);
    }
}
