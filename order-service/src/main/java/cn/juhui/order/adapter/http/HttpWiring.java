package cn.juhui.order.adapter.http;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.application.AskEligibility;
import cn.juhui.order.domain.Order;
import cn.juhui.platform.http.Texts;
import cn.juhui.platform.journal.Journal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the controllers share.
@Configuration(proxyBeanMethods = false)
class HttpWiring {

    @Bean
    OrderDoor orderDoor(Journal<Order, OrderEvent> orders) {
        return new OrderDoor(orders);
    }

    @Bean
    PolicyViews policyViews(Texts texts) {
        return new PolicyViews(texts);
    }

    @Bean
    OrderViews orderViews(AskEligibility askEligibility, PolicyViews policies) {
        return new OrderViews(askEligibility, policies);
    }
}
