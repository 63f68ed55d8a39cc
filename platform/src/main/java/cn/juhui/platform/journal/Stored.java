package cn.juhui.platform.journal;

import java.time.Instant;

/// An aggregate as it is stored.
///
/// @param version raised by one with every change, from 1
/// @param sequence the position of the last entry of its history
public record Stored<A>(
        String id,
        A aggregate,
        long version,
        long sequence,
        Instant createdAt,
        Instant updatedAt) {}
