package cn.juhui.contracts;

import static cn.juhui.contracts.ContractFiles.RESOURCES;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.contracts.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private final Map<String, Object> document = ContractFiles.yaml("/asyncapi.yaml");

    @Test
    void it_is_asyncapi_3() {
        assertThat(document).containsEntry("asyncapi", "3.0.0");
    }

    @Test
    void its_channels_are_the_topics() {
        assertThat(channels().values().stream().map(c -> child(c, "address")))
                .containsExactlyInAnyOrderElementsOf(Topics.ALL);
        assertThat(channels().values())
                .allSatisfy(channel ->
                        assertThat(map(channel, "bindings", "kafka"))
                                .containsEntry("partitions", Topics.PARTITIONS));
    }

    @Test
    void its_messages_are_the_event_types() {
        assertThat(new TreeSet<>(messages().keySet()))
                .isEqualTo(new TreeSet<>(EventTypes.all().keySet()));
        messages()
                .forEach((type, message) -> {
                    assertThat(child(message, "name")).isEqualTo(type);
                    assertThat(child(message, "title"))
                            .isEqualTo(EventTypes.all().get(type).getSimpleName());
                });
    }

    @Test
    void every_type_is_in_the_channel_of_its_topic_and_in_no_other() {
        var expected = new TreeSet<String>();
        EventTypes.all().keySet().forEach(type -> expected.add(topicOf(type) + " " + type));
        var found = new TreeSet<String>();
        channels()
                .values()
                .forEach(channel ->
                        map(channel, "messages")
                                .keySet()
                                .forEach(
                                        type -> found.add(child(channel, "address") + " " + type)));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void every_message_has_the_schema_and_the_example_of_its_type() {
        messages()
                .forEach((type, message) -> {
                    assertThat(child(map(message, "payload", "schema"), "$ref"))
                            .isEqualTo("schemas/" + type + ".json");
                    assertThat(child(map(message, "x-example"), "$ref"))
                            .isEqualTo("examples/" + type + ".json");
                });
    }

    @Test
    void every_reference_leads_somewhere() {
        var broken = new ArrayList<String>();
        references(document)
                .forEach(reference -> {
                    if (reference.startsWith("#/")
                            ? !leadsSomewhere(reference)
                            : !RESOURCES.resolve(reference).toFile().isFile()) {
                        broken.add(reference);
                    }
                });
        assertThat(broken).isEmpty();
    }

    private boolean leadsSomewhere(String reference) {
        Object node = document;
        for (var step : reference.substring(2).split("/", -1)) {
            node = node instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return node != null;
    }

    private static List<String> references(Object node) {
        return switch (node) {
            case Map<?, ?> map when map.get("$ref") instanceof String reference ->
                    List.of(reference);
            case Map<?, ?> map ->
                    map.values().stream().flatMap(v -> references(v).stream()).toList();
            case List<?> list -> list.stream().flatMap(v -> references(v).stream()).toList();
            default -> List.of();
        };
    }

    private static String topicOf(String type) {
        return switch (type.substring(0, type.indexOf('.'))) {
            case "order" -> Topics.ORDERS;
            case "refund" -> Topics.REFUNDS;
            case "evidence" -> Topics.EVIDENCE;
            default -> Topics.PAYOUTS;
        };
    }

    private Map<String, Object> channels() {
        return map(document, "channels");
    }

    private Map<String, Object> messages() {
        return map(document, "components", "messages");
    }

    private static Object child(Object node, String name) {
        return Objects.requireNonNull(((Map<?, ?>) node).get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node, String... path) {
        for (var step : path) {
            node = child(node, step);
        }
        return (Map<String, Object>) node;
    }
}
