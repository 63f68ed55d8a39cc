package cn.juhui.order.config;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.adapter.http.OrderViews;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.adapter.http.imports.ImportFiles;
import cn.juhui.order.adapter.http.imports.ImportRequests;
import cn.juhui.order.adapter.http.imports.ImportViews;
import cn.juhui.order.adapter.http.policy.PolicyViews;
import cn.juhui.order.application.AskEligibility;
import cn.juhui.order.application.PayerPrints;
import cn.juhui.order.application.delivery.ReportUsage;
import cn.juhui.order.application.imports.ImportJobs;
import cn.juhui.order.application.imports.ImportOrders;
import cn.juhui.order.application.imports.QueueImport;
import cn.juhui.order.domain.Order;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.Journal;
import jakarta.validation.Validator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the controllers share.
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

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
