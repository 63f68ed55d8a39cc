package cn.juhui.platform.testkit;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// See [ServiceTest].
final class ServiceTestInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var database = "test_" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test-backends",
                                Map.of(
                                        "spring.mongodb.uri", TestBackends.mongoUri(),
                                        "spring.mongodb.database", database,
                                        "spring.kafka.bootstrap-servers",
                                                TestBackends.kafkaServers(),
                                        "juhui.security.jwk-set-uri", TestTokens.jwkSetUri())));
    }
}
