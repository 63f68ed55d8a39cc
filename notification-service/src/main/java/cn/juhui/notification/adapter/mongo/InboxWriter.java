package cn.juhui.notification.adapter.mongo;

import cn.juhui.platform.batch.Batcher;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.bson.Document;

/// Adds what people and systems are told to their inboxes, in order: each is inserted at the position behind the last one, and who finds it taken looks again. A
/// position is only ever tried when the one before it is there to be read, or stands before it in the same command, which stops at what is refused. So there is never a
/// gap, not even while several instances store for the same inbox, and no counter that could run ahead of what is stored. Where an inbox ends is remembered: who remembers wrongly
/// finds the position taken.
final class InboxWriter {

    /// Inboxes whose end is remembered.
    private static final int REMEMBERED = 10_000;

    private static final int ADDED_AT_ONCE = 100;

    private final MongoCollection<Document> documents;
    private final Function<String, Long> lastOf;
    private final Batcher<List<Placed>, List<Placed>> additions =
            new Batcher<>(ADDED_AT_ONCE, this::addAll);

    /// The last position of each inbox.
    private final Cache<String, Long> ends = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /// @param lastOf reads where an inbox ends
    InboxWriter(MongoCollection<Document> documents, Function<String, Long> lastOf) {
        this.documents = documents;
        this.lastOf = lastOf;
    }

    /// @return those that were not there already, with their positions
    List<Placed> add(List<Placed> some) {
        return additions.ask(some);
    }

    private List<List<Placed>> addAll(List<List<Placed>> some) {
        var stored = new HashMap<String, Placed>();
        var missing = some.stream().flatMap(List::stream).toList();
        while (!missing.isEmpty()) {
            var tried = placed(missing);
            var count = insert(tried);
            tried.subList(0, count)
                    .forEach(n -> {
                        stored.put(n.id(), n);
                        ends.put(n.inbox(), n.position());
                    });
            missing = withoutFirstIfThere(missing.subList(count, missing.size()));
        }
        return some.stream()
                .map(asked ->
                        asked.stream()
                                .map(n -> stored.get(n.id()))
                                .filter(Objects::nonNull)
                                .toList())
                .toList();
    }

    /// Each behind the last one of its inbox, whether that is stored or stands before it here.
    private List<Placed> placed(List<Placed> notifications) {
        var last = new HashMap<String, Long>();
        return notifications.stream()
                .map(n ->
                        n.at(last.merge(n.inbox(), endOf(n.inbox()) + 1, (known, _) -> known + 1)))
                .toList();
    }

    private long endOf(String inbox) {
        return ends.get(inbox, lastOf);
    }

    /// @return how many were stored: all, or those before the first that is there already or whose position is taken
    private int insert(List<Placed> notifications) {
        try {
            documents.insertMany(notifications.stream().map(Placed::document).toList());
            return notifications.size();
        } catch (MongoBulkWriteException e) {
            var refused = e.getWriteErrors();
            if (refused.size() != 1 || !isDuplicate(refused.getFirst())) {
                throw e;
            }
            return refused.getFirst().getIndex();
        }
    }

    /// The first one was refused: because it is there, or because its inbox goes on further than was known.
    private List<Placed> withoutFirstIfThere(List<Placed> refused) {
        if (refused.isEmpty()) {
            return refused;
        }
        var first = refused.getFirst();
        ends.invalidate(first.inbox());
        return isThereAlready(first) ? refused.subList(1, refused.size()) : refused;
    }

    private static boolean isDuplicate(BulkWriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    private boolean isThereAlready(Placed n) {
        var same = new Document("inbox", n.inbox()).append("eventId", n.eventId());
        return documents.find(same).first() != null;
    }
}
