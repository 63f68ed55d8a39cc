package cn.juhui.embeddedmongo.backend;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/// Documents that were written and handed out since the start, as MongoDB tells them under `metrics.document` of `serverStatus`.
final class DocumentCounts {
    private final LongAdder inserted = new LongAdder();
    private final LongAdder updated = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder returned = new LongAdder();

    /// @return the same answer
    Document counted(String command, Document query, Document answer) {
        switch (command) {
            case "insert" -> inserted.add(number(answer, "n"));
            case "update" -> {
                long upserted = size(answer, "upserted");
                inserted.add(upserted);
                updated.add(number(answer, "n") - upserted);
            }
            case "delete" -> deleted.add(number(answer, "n"));
            case "findAndModify", "findandmodify" -> modified(query, answer);
            case "find", "aggregate", "getMore" -> {
                if (answer.get("cursor") instanceof Document cursor) {
                    returned.add(size(cursor, "firstBatch") + size(cursor, "nextBatch"));
                }
            }
            default -> {}
        }
        return answer;
    }

    private void modified(Document query, Document answer) {
        if (Utils.isTrue(query.get("remove"))) {
            deleted.add(answer.get("value") == null ? 0 : 1);
        } else if (answer.get("lastErrorObject") instanceof Document outcome
                && Utils.isTrue(outcome.get("updatedExisting"))) {
            updated.increment();
        } else if (Utils.isTrue(query.get("upsert"))) {
            inserted.increment();
        }
    }

    Document toDocument() {
        return new Document("inserted", inserted.sum())
                .append("updated", updated.sum())
                .append("deleted", deleted.sum())
                .append("returned", returned.sum());
    }

    private static long number(Document answer, String field) {
        return answer.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private static long size(Document answer, String field) {
        return answer.get(field) instanceof Collection<?> documents ? documents.size() : 0;
    }
}
