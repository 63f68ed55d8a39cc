package cn.juhui.platform.journal.history;

import cn.juhui.contracts.Actor;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One entry of an aggregate's history, as stored.
///
/// @param seq position, gap-free from 1; on Kafka it is `ce_sequence`
/// @param id `evt_…`, on Kafka `ce_id`
/// @param type the event's wire name
/// @param cause what led to it ([Cause#id()])
/// @param data the event's members as plain JSON values
/// @param salt with which the hash covers the names of a merchant's and the platform's people ([HashChain#sealed]); null in entries that
///     name none, and in those from before they were sealed
/// @param hash SHA-256 (hex) over the previous entry's hash and this entry
public record HistoryEntry(
        long seq,
        String id,
        String type,
        Instant at,
        Actor actor,
        String cause,
        @Nullable String traceparent,
        Map<String, Object> data,
        @Nullable String salt,
        String hash) {}
