package cn.juhui.platform.testkit;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;

/// See [ServiceTest].
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ServiceTestInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /// Neighbours for services that must be told of some and whose test names none.
    private static final Map<String, Object> NOBODY_THERE =
            Map.of(
                    "ORDER_SERVICE_URL", "http://127.0.0.1:9",
                    "REFUND_SERVICE_URL", "http://127.0.0.1:9",
                    "EVIDENCE_SERVICE_URL", "http://127.0.0.1:9",
                    "PAYOUT_SERVICE_URL", "http://127.0.0.1:9",
                    "ACCOUNT_KEYS", "a".repeat(64),
                    "PAYER_KEYS", "b".repeat(64),
                    "WEBHOOK_KEYS", "c".repeat(64),
                    "WEBHOOK_LOOPBACK", "true",
                    "CHANNEL_URL", "http://127.0.0.1:9");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var database = "test_" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        var neighbours = Credulous.NEIGHBOURS.url();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test-backends",
                                Map.ofEntries(
                                        Map.entry("spring.mongodb.uri", TestBackends.mongoUri()),
                                        Map.entry("spring.mongodb.database", database),
                                        Map.entry(
                                                "spring.kafka.bootstrap-servers",
                                                TestBackends.kafkaServers()),
                                        Map.entry(
                                                "juhui.security.jwk-set-uri",
                                                TestTokens.jwkSetUri()),
                                        Map.entry("juhui.security.issuer", ""),
                                        Map.entry("juhui.drain.delay", "0s"),
                                        asked("order-service", neighbours),
                                        asked("refund-service", neighbours),
                                        asked("evidence-service", neighbours),
                                        asked("payout-service", neighbours))));
        var watch = new QueryWatch();
        var beans = context.getBeanFactory();
        beans.registerSingleton("queryWatch", watch);
        var reads = new StoreReads();
        beans.registerSingleton("storeReads", reads);
        MongoClientSettingsBuilderCustomizer overhear =
                settings -> settings.addCommandListener(watch).addCommandListener(reads);
        beans.registerSingleton("overhearQueries", overhear);
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource("nobody-there", NOBODY_THERE));
    }

    private static Map.Entry<String, Object> asked(String service, String url) {
        return Map.entry("juhui.services.urls." + service, url);
    }

    /// Neighbours of tests that are about something else.
    private static final class Credulous {
        private static final AskedService NEIGHBOURS = new AskedService();
    }
}
