package cn.juhui.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./juhui backends`: broker, store and simulated channels for a service that runs elsewhere.
class BackendsTest {

    @TempDir Path data;

    @Test
    void run_without_any_service_and_say_so() throws Exception {
        var settings = StandaloneSettings.onFreePorts(data, Map.of("JUHUI_SERVICES", "none"));
        try (var backends = Standalone.start(settings);
                var store = MongoClients.create(backends.mongoUri());
                var broker =
                        Admin.create(
                                Map.<String, Object>of(
                                        "bootstrap.servers", backends.bootstrapServers()))) {
            assertThat(store.getDatabase("any").runCommand(new Document("ping", 1)).get("ok"))
                    .isEqualTo(1.0);
            assertThat(broker.listTopics().names().get(30, TimeUnit.SECONDS)).isEmpty();
            assertThat(new Welcome(settings, backends).text(1))
                    .contains(
                            "Services           none of ours",
                            "Kafka              " + backends.bootstrapServers(),
                            "MongoDB            " + backends.mongoUri(),
                            "Simulated channel  " + backends.channelUrl())
                    .doesNotContain("API and documents", "./juhui demo");
            try (var running = RunningFile.hold(data, data.resolve("running").toString())) {
                running.tell(settings, backends.url());
                assertThat(data.resolve("running/" + ProcessHandle.current().pid()))
                        .content()
                        .contains("KAFKA_PORT=", "MONGO_PORT=")
                        .doesNotContain("JUHUI_URL");
            }
        }
    }

    @Test
    void have_those_services_beside_them_that_are_named_short_or_long() {
        assertThat(
                        StandaloneSettings.from(
                                Map.of("JUHUI_SERVICES", "gateway,refund-service,order")))
                .extracting(StandaloneSettings::parts)
                .isEqualTo(Set.of(PlatformPart.GATEWAY, PlatformPart.REFUND, PlatformPart.ORDER));
    }
}
