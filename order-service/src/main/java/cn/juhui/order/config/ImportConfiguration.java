package cn.juhui.order.config;

import cn.juhui.order.adapter.mongo.MongoImportJobs;
import cn.juhui.order.application.PlaceOrder;
import cn.juhui.order.application.imports.ImportJobs;
import cn.juhui.order.application.imports.ImportOrders;
import cn.juhui.order.application.imports.QueueImport;
import cn.juhui.order.application.imports.RunImports;
import cn.juhui.platform.security.SealingKeys;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Long imports: how they wait, and who is at them.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
class ImportConfiguration {

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
}
