package cn.juhui.notification.adapter.http;

import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.platform.testkit.TestBackends;
import cn.juhui.platform.testkit.TestTokens;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/// An instance of the service, for tests that need more than one.
public final class Instance {

    private Instance() {}

    /// @param database that instances share
    /// @param neighbours where all other services are asked
    /// @param more settings, as on the command line; they stand in the place of those that all have
    public static ServletWebServerApplicationContext start(
            String database, String neighbours, String... more) {
        var settings =
                List.of(
                        "--spring.config.name=notification-service",
                        "--spring.mongodb.uri=" + TestBackends.mongoUri(),
                        "--spring.mongodb.database=" + database,
                        "--spring.kafka.bootstrap-servers=" + TestBackends.kafkaServers(),
                        "--juhui.security.jwk-set-uri=" + TestTokens.jwkSetUri(),
                        "--juhui.security.issuer=",
                        "--juhui.drain.delay=0s",
                        "--ORDER_SERVICE_URL=" + neighbours,
                        "--REFUND_SERVICE_URL=" + neighbours,
                        "--EVIDENCE_SERVICE_URL=" + neighbours,
                        "--PAYOUT_SERVICE_URL=" + neighbours,
                        "--WEBHOOK_KEYS=" + "c".repeat(64),
                        "--WEBHOOK_LOOPBACK=true",
                        "--server.port=0",
                        "--management.server.port=0");
        return (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(NotificationServiceApplication.class)
                        .run(
                                Stream.concat(
                                                settings.stream().filter(one -> !isSaid(one, more)),
                                                Stream.of(more))
                                        .toArray(String[]::new));
    }

    private static boolean isSaid(String setting, String... more) {
        var name = setting.substring(0, setting.indexOf('=') + 1);
        return Stream.of(more).anyMatch(other -> other.startsWith(name));
    }

    public static int port(ServletWebServerApplicationContext instance) {
        return Objects.requireNonNull(instance.getWebServer()).getPort();
    }
}
