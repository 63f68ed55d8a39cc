package cn.juhui.scenarios.bench.load;

import com.mongodb.client.model.Updates;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Documents as large as the platform's when a refund is completed (order, case and payout on average), however many changes that takes: each sets the state and adds to the history.
///
/// @param entryBytes of what one change adds
record FloorDocument(int entryBytes) {

    /// Of a finished document: docs/capacity.md says what the three are.
    static final int BYTES = (6_312 + 4_767 + 3_337) / 3;

    static final int PER_CYCLE = 3;

    /// What a broker writes besides key and value, when a record comes alone.
    static final int RECORD_OVERHEAD = 70;

    private static final int STATE_BYTES = 1_800;
    private static final int NAMES_BYTES = 130;
    private static final int NAMES_BYTES_OF_AN_ENTRY = 34;

    /// @param writes per cycle
    static FloorDocument of(int writes) {
        var each = Math.max(1, writes / PER_CYCLE);
        return new FloorDocument(
                (BYTES - STATE_BYTES - NAMES_BYTES) / each - NAMES_BYTES_OF_AN_ENTRY);
    }

    List<String> ids(String cycle) {
        return List.of("order_" + cycle, "refund_" + cycle, "payout_" + cycle);
    }

    Document first(String id) {
        return new Document("_id", id)
                .append("version", 1)
                .append("state", state())
                .append("updatedAt", new Date())
                .append("history", List.of(entry(1)));
    }

    /// @param version after it
    Bson change(int version) {
        return Updates.combine(
                Updates.set("version", version),
                Updates.set("state", state()),
                Updates.set("updatedAt", new Date()),
                Updates.push("history", entry(version)));
    }

    private static Document state() {
        return new Document("text", "s".repeat(STATE_BYTES));
    }

    private Document entry(int seq) {
        return new Document("seq", seq).append("data", "e".repeat(Math.max(1, entryBytes)));
    }
}
