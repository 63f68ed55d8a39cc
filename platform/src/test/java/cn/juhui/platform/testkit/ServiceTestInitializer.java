package cn.juhui.platform.testkit;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
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
                    "EVIDENCE_SERVICE_URL", "http://127.0.0.1:9",
                    "PAYOUT_SERVICE_URL", "http://127.0.0.1:9",
                    "ACCOUNT_KEYS", "a".repeat(64),
                    "PAYER_KEYS", "b".repeat(64),
                    "CHANNEL_URL", "http://127.0.0.1:9");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var database = "test_" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test-backends",
                                Map.of(
                                        "spring.mongodb.uri",
                                        TestBackends.mongoUri(),
                                        "spring.mongodb.database",
                                        database,
                                        "spring.kafka.bootstrap-servers",
                                        TestBackends.kafkaServers(),
                                        "juhui.security.jwk-set-uri",
                                        TestTokens.jwkSetUri(),
                                        "juhui.security.issuer",
                                        "",
                                        "juhui.drain.delay",
                                        "0s")));
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource("nobody-there", NOBODY_THERE));
    }
}
