package cn.juhui.platform.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How one kind of aggregate is kept.
///
/// @param collection the MongoDB collection
/// @param topic where its events go
/// @param type the aggregate's class; stored under `state` as the JSON of the house's state mapper
/// @param merchantId whose merchant's it is (`ce_merchantid`)
/// @param dueAt the aggregate's next deadline, null when it has none
/// @param waits whether it waits for what another service or a person should tell: then it is looked after, at growing intervals ([Journal#claimWaiting])
/// @param indexed top-level members for queries (`Instant`, `String`, `Long`, `Boolean`, lists of them), named as none of the journal's own (`version`, `history`, `seen` …): a write with such a name fails
/// @param indexes the indexes that those queries need, each a list of fields, `-` in front for descending
public record JournalSpec<A>(
        String collection,
        String topic,
        Class<A> type,
        Function<A, String> merchantId,
        Function<A, @Nullable Instant> dueAt,
        Predicate<A> waits,
        Function<A, Map<String, @Nullable Object>> indexed,
        List<List<String>> indexes) {

    /// Of aggregates that wait for nobody.
    public JournalSpec(
            String collection,
            String topic,
            Class<A> type,
            Function<A, String> merchantId,
            Function<A, @Nullable Instant> dueAt,
            Function<A, Map<String, @Nullable Object>> indexed,
            List<List<String>> indexes) {
        this(collection, topic, type, merchantId, dueAt, _ -> false, indexed, indexes);
    }
}
