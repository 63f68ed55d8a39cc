package cn.juhui.order.config;

import cn.juhui.order.adapter.mongo.MongoMerchantOverrides;
import cn.juhui.order.adapter.mongo.MongoPolicies;
import cn.juhui.order.application.policy.MerchantOverrides;
import cn.juhui.order.application.policy.Policies;
import cn.juhui.order.application.policy.PolicyCatalogue;
import cn.juhui.order.application.policy.SetMerchantOverride;
import cn.juhui.order.application.policy.SetPolicy;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Refund policies, and what merchants promise beyond them.
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

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
    SetPolicy setPolicy(PolicyCatalogue book, Policies policies, Clock clock) {
        return new SetPolicy(book, policies, clock);
    }
}
