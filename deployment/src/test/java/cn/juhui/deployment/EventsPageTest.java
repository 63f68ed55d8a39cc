package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.contracts.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/// What docs/events.md says of topics, headers and rights is what the contract, the services and the broker's settings say.
class EventsPageTest {

    private static final String PAGE = Repository.text("docs/events.md");
    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern SAMPLE =
            Pattern.compile(
                    "^`(juhui\\.\\w+)`, key"
                            + " `(\\w+)`:\\n\\n```text\\n(.*?)```\\n\\n```json\\n(.*?)```",
                    Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void topics_are_told_and_read_by_whom_it_says() {
        var topics = rows("topic", "tells of");
        assertThat(topics.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        plus(Topics.ALL, Topics.deadLetters("<topic>", "<group>")));
        for (var topic : Topics.ALL) {
            var row = cells(topics, topic);
            assertThat(row.get(3)).isEqualTo("`" + Topics.TELLERS.get(topic) + "`");
            assertThat(row.get(4)).as(topic).isEqualTo(readers(topic));
        }
        assertThat(PAGE).contains("topics of " + Topics.PARTITIONS + " partitions");
    }

    private static String readers(String topic) {
        return ServiceSettings.SERVICES.stream()
                .filter(service -> ServiceSettings.of(service).listensTo().containsKey(topic))
                .map(service -> "`" + service + "`")
                .collect(Collectors.joining(", "));
    }

    @Test
    void events_are_kept_as_long_as_it_says() {
        var topics = rows("topic", "tells of");
        var declared = Repository.yaml(Repository.text("k8s/base/ground/kafka-topics.yaml"));
        assertThat(declared).hasSizeGreaterThan(Topics.ALL.size());
        for (var topic : declared) {
            var name = Tree.text(topic, "metadata/name");
            var kept =
                    Duration.ofMillis(Long.parseLong(Tree.text(topic, "spec/config/retention.ms")));
            var row = Topics.ALL.contains(name) ? name : Topics.deadLetters("<topic>", "<group>");
            assertThat(cells(topics, row).get(5)).as(name).isEqualTo(kept.toDays() + " days");
        }
    }

    @Test
    void headers_are_those_of_the_contract() throws Exception {
        var contract = Repository.yaml(resource("asyncapi.yaml")).getFirst();
        var headers = Tree.map(contract, "components/schemas/cloud-event-headers");
        var rows = rows("header", "");
        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(Tree.map(headers, "properties").keySet());
        var always = new TreeSet<String>();
        rows.forEach((name, cells) -> {
            if (cells.get(1).equals("always")) {
                always.add(name);
            }
        });
        assertThat(always).isEqualTo(new TreeSet<>((List<?>) required(headers)));
    }

    private static Object required(Map<String, Object> schema) {
        return Objects.requireNonNull(schema.get("required"));
    }

    @Test
    void every_topic_has_a_sample_that_is_the_contracts_example() throws Exception {
        var always = new TreeSet<>(rows("header", "").keySet());
        always.remove("juhui_again");
        var topics = new TreeSet<String>();
        var sample = SAMPLE.matcher(PAGE);
        while (sample.find()) {
            var headers = headers(sample.group(3));
            var type = Objects.requireNonNull(headers.get("ce_type"));
            topics.add(sample.group(1));
            assertThat(new TreeSet<>(headers.keySet())).isEqualTo(always);
            assertThat(headers)
                    .containsEntry("ce_subject", sample.group(2))
                    .containsEntry("ce_source", "/" + Topics.TELLERS.get(sample.group(1)))
                    .containsEntry("ce_dataschema", EventTypes.schemaOf(type));
            assertThat(sample.group(1)).startsWith("juhui." + type.replaceFirst("\\..*", ""));
            var example = JSON.readTree(resource("examples/" + type + ".json"));
            assertThat(JSON.readTree(sample.group(4))).as(type).isEqualTo(example);
            assertThat(headers)
                    .containsEntry("ce_merchantid", example.path("merchantId").asString());
            assertThat(sample.group(4)).contains("\"" + sample.group(2) + "\"");
        }
        assertThat(topics).isEqualTo(new TreeSet<>(Topics.ALL));
    }

    @Test
    void it_says_of_every_topic_what_may_not_be_seen_by_everybody() {
        assertThat(rows("topic", "besides").keySet())
                .containsExactlyInAnyOrderElementsOf(Topics.ALL);
    }

    @Test
    void the_reader_that_it_shows_may_read_and_nothing_else() throws Exception {
        var block = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(PAGE);
        assertThat(block.find()).isTrue();
        var user = Repository.yaml(block.group(1)).getFirst();
        assertThat(ResourceSchema.faults(user)).isEmpty();
        assertThat(Tree.list(user, "spec/authorization/acls"))
                .hasSize(2)
                .allSatisfy(acl ->
                        assertThat(Tree.at(acl, "operations"))
                                .isEqualTo(List.of("Read", "Describe")));
    }

    private static Map<String, String> headers(String text) {
        var headers = new TreeMap<String, String>();
        text.lines()
                .map(line -> line.split(": ", 2))
                .forEach(header -> headers.put(header[0], header[1]));
        return headers;
    }

    /// Of the table whose heading begins so: its rows by their first cell, without its backticks.
    private static Map<String, List<String>> rows(String first, String second) {
        var heading = "| " + first + " | " + second;
        var start = PAGE.indexOf(heading);
        assertThat(start).as(heading).isNotNegative();
        var rows = new LinkedHashMap<String, List<String>>();
        PAGE.substring(start)
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> List.of(line.substring(1).strip().split(" *\\| *")))
                .forEach(cells -> rows.put(cells.getFirst().replace("`", ""), cells));
        return rows;
    }

    private static List<String> cells(Map<String, List<String>> rows, String name) {
        return Objects.requireNonNull(rows.get(name), name);
    }

    private static List<String> plus(List<String> topics, String other) {
        var all = new ArrayList<>(topics);
        all.add(other);
        return all;
    }

    private static String resource(String name) throws IOException {
        return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
    }
}
