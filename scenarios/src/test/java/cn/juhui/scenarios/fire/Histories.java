package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.support.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/// Compares what the topics hold with the histories that the services show.
final class Histories {

    /// What a record of the liar's has, so that it can be told from a real one; the platform knows nothing of it.
    static final String LIE = "scenario-lie";

    private Histories() {}

    /// Everything that happened to a case, oldest first.
    public static List<JsonNode> of(Person who, String refundId) {
        return Phone.get(who, "/v1/refunds/" + refundId + "/history")
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    /// Per subject every number from 1 was told, with one content; and of each case exactly what stands in its history.
    ///
    /// @param records of all topics, lies included
    static List<String> complaints(
            List<ConsumerRecord<String, byte[]>> records, List<Deal> deals, Person agent) {
        var complaints = new ArrayList<String>();
        var told = new HashMap<String, TreeMap<Long, String>>();
        for (var record : records) {
            if (record.headers().lastHeader(LIE) == null) {
                note(record, told, complaints);
            }
        }
        told.forEach((subject, entries) -> {
            if (entries.lastKey() != entries.size()) {
                complaints.add(subject + " was told with gaps: " + entries);
            }
        });
        for (var deal : deals) {
            for (var refundId : deal.cases()) {
                compare(refundId, of(agent, refundId), told, complaints);
            }
        }
        return complaints;
    }

    private static void note(
            ConsumerRecord<String, byte[]> record,
            Map<String, TreeMap<Long, String>> told,
            List<String> complaints) {
        var what = Topic.header(record, "ce_type") + " " + Topic.header(record, "ce_id");
        var sequence = Long.parseLong(Topic.header(record, "ce_sequence"));
        var before =
                told.computeIfAbsent(Topic.header(record, "ce_subject"), _ -> new TreeMap<>())
                        .put(sequence, what);
        if (before != null && !before.equals(what)) {
            complaints.add(
                    "%s %d was told as %s and as %s"
                            .formatted(record.key(), sequence, before, what));
        }
    }

    private static void compare(
            String refundId,
            List<JsonNode> history,
            Map<String, TreeMap<Long, String>> told,
            List<String> complaints) {
        var types =
                told.getOrDefault(refundId, new TreeMap<>()).values().stream()
                        .map(what -> what.substring(0, what.indexOf(' ')))
                        .toList();
        var entries = history.stream().map(entry -> entry.path("type").asString()).toList();
        if (!types.equals(entries)) {
            complaints.add("%s: history %s, told %s".formatted(refundId, entries, types));
        }
    }
}
