package cn.juhui.platform.config;

import cn.juhui.platform.audit.AuditTrail;
import cn.juhui.platform.audit.mongo.MongoAuditTrail;
import cn.juhui.platform.http.audit.TrailController;
import cn.juhui.platform.http.idempotency.IdempotencyFilter;
import cn.juhui.platform.http.problem.Problems;
import cn.juhui.platform.process.BackendHealth;
import cn.juhui.platform.security.SealingKeys;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The store: decisions read from the primary what a majority has, writes are acknowledged by a majority, on disk.
@AutoConfiguration(
        afterName =
                "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration")
@ConditionalOnProperty(name = "juhui.mongo.enabled", matchIfMissing = true)
class StoreConfiguration {

    private static final int AFTER_BODY_LIMIT = 20;

    /// Per process: far more than two cores keep busy, and few enough that twenty processes don't overwhelm a store.
    private static final int CONNECTIONS = 100;

    @Bean
    MongoClientSettingsBuilderCustomizer durableMongo() {
        return settings ->
                settings.readPreference(ReadPreference.primary())
                        .readConcern(ReadConcern.MAJORITY)
                        .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                        .applyToClusterSettings(
                                cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                        .applyToConnectionPoolSettings(pool ->
                                pool.maxSize(CONNECTIONS)
                                        .maxWaitTime(2, TimeUnit.SECONDS)
                                        .maxConnectionIdleTime(5, TimeUnit.MINUTES))
                        .applyToSocketSettings(socket ->
                                socket.connectTimeout(2, TimeUnit.SECONDS)
                                        .readTimeout(20, TimeUnit.SECONDS));
    }

    @Bean
    BackendHealth storeHealthIndicator(MongoTemplate mongo) {
        var database = mongo.getDb().withTimeout(2_500, TimeUnit.MILLISECONDS);
        return new BackendHealth(
                "store",
                () -> {
                    var hello = database.runCommand(new Document("hello", 1));
                    if (hello.getBoolean("readOnly", false)) {
                        throw new IllegalStateException("It takes no writes");
                    }
                });
    }

    @Bean
    AuditTrail auditTrail(MongoTemplate mongo) {
        return new MongoAuditTrail(mongo, Clock.systemUTC());
    }

    @Bean
    TrailController trailController(AuditTrail audit) {
        return new TrailController(audit);
    }

    /// Without keys of its own, one made from what opens the store: the same in every instance, and not in the store.
    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            MongoTemplate mongo,
            Problems problems,
            Clock clock,
            @Value("${juhui.idempotency.keys:}") List<String> keys,
            @Value("${spring.mongodb.uri}") String uri) {
        var seal =
                keys.isEmpty() ? SealingKeys.derived(uri, "idempotency") : SealingKeys.ofHex(keys);
        var registration =
                new FilterRegistrationBean<>(new IdempotencyFilter(mongo, problems, seal, clock));
        registration.setOrder(AFTER_BODY_LIMIT);
        return registration;
    }
}
