package cn.juhui.scenarios.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "embedded-mongo-4-1; embedded store",
                "embedded-mongo-log; embedded store",
                "data-plane-kafka-request-handler-3; broker",
                "kafka-1-raft-io-thread; broker",
                "relay-marks-juhui.orders; relays and producers",
                "kafka-producer-network-thread | order-service-events; relays and producers",
                "kafka-coordinator-heartbeat-thread | refund-service; other Kafka clients",
                "channel-call-7; calls over HTTP",
                "HttpClient-2-Worker-9; calls over HTTP",
                "refunds-deadlines; clocks",
                "MasterPoller; other threads"
            })
    void a_thread_is_known_by_its_name(String thread, String group) {
        assertThat(new Sample(thread, List.of()).group()).isEqualTo(group);
    }

    @Test
    void a_thread_that_works_for_anybody_is_known_by_the_service_on_its_stack() {
        var listener =
                "KafkaConsumerDestination{consumerDestinationName='juhui.refunds'}.container-0-C-1";
        var order = List.of("java.util.HashMap", "cn.juhui.order.domain.Order", "java.lang.Thread");
        var filter =
                List.of(
                        "com.nimbusds.jose.JWSObject",
                        "org.springframework.cloud.gateway.server.mvc.Handler");

        assertThat(new Sample("tomcat-handler-9", order).group()).isEqualTo("HTTP, order");
        assertThat(new Sample(listener, order).group()).isEqualTo("listeners, order");
        assertThat(new Sample("tomcat-handler-9", filter).group()).isEqualTo("HTTP, gateway");
        assertThat(new Sample(listener, List.of("org.apache.kafka.clients.Fetcher")).group())
                .isEqualTo("listeners, around services");
    }

    @Test
    void code_belongs_to_the_innermost_package_that_is_not_the_jdks() {
        assertThat(
                        new Sample(
                                        "a",
                                        List.of(
                                                "java.util.HashMap",
                                                "com.mongodb.internal.connection.A"))
                                .owner())
                .isEqualTo("com.mongodb.internal");
        assertThat(new Sample("a", List.of("cn.juhui.platform.journal.mongo.Relay")).owner())
                .isEqualTo("cn.juhui.platform.journal");
        assertThat(new Sample("a", List.of("jdk.internal.misc.Unsafe")).owner())
                .isEqualTo("JDK alone");
        assertThat(new Sample("a", List.of()).owner()).isEqualTo("(no stack)");
    }

    @Test
    void shares_are_of_all_samples_the_largest_first() {
        var store = new Sample("embedded-mongo-1-1", List.of("org.h2.mvstore.MVMap"));
        var broker = new Sample("data-plane-kafka-request-handler-0", List.of());
        var shares = Shares.of(List.of(broker, store, store, store));

        assertThat(shares.samples())
                .isEqualTo(
                        Map.of(
                                "embedded store", Map.of("org.h2.mvstore", 3),
                                "broker", Map.of("(no stack)", 1)));
        assertThat(shares.lines().stream().map(String::strip))
                .containsExactly(
                        "75.0 %  embedded store",
                        "75.0 %  org.h2.mvstore", "25.0 %  broker", "25.0 %  (no stack)");
    }
}
