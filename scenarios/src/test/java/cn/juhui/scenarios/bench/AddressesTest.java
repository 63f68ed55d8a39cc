package cn.juhui.scenarios.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressesTest {

    @Test
    void the_platform_is_on_this_machine_where_nothing_else_is_said() {
        var addresses = Addresses.from(Map.of("GATEWAY_PORT", "18080", "MONGO_PORT", "28017"));
        assertThat(addresses.gateway()).isEqualTo("http://127.0.0.1:18080");
        assertThat(addresses.tokens()).isEqualTo("http://127.0.0.1:18080");
        assertThat(addresses.store()).isEqualTo("mongodb://127.0.0.1:28017");
        assertThat(addresses.kafka()).isEqualTo("127.0.0.1:9092");
        assertThat(addresses.metrics())
                .hasSize(6)
                .containsEntry("gateway", URI.create("http://127.0.0.1:9080"))
                .containsEntry("notification-service", URI.create("http://127.0.0.1:9085"));
        assertThat(addresses.processes()).isEmpty();
    }

    @Test
    void a_platform_of_several_processes_is_named_one_by_one() {
        var addresses =
                Addresses.from(
                        Map.of(
                                "JUHUI_URL", "https://juhui.test",
                                "JUHUI_TOKENS_URL", "http://dev.test",
                                "MONGODB_URI", "mongodb://store.test",
                                "KAFKA_BOOTSTRAP_SERVERS", "kafka.test:9092",
                                "JUHUI_METRICS_URLS", "http://a.test:9081, http://a.test:9082",
                                "JUHUI_PIDS", "12,13"));
        assertThat(addresses)
                .isEqualTo(
                        new Addresses(
                                "https://juhui.test",
                                "http://dev.test",
                                "mongodb://store.test",
                                "kafka.test:9092",
                                Map.of(
                                        "a.test:9081", URI.create("http://a.test:9081"),
                                        "a.test:9082", URI.create("http://a.test:9082")),
                                List.of(12L, 13L)));
    }
}
