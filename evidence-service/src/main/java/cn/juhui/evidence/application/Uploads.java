package cn.juhui.evidence.application;

import cn.juhui.contracts.Role;
import java.time.Instant;
import java.util.List;

/// The evidence that never became part of a case.
public interface Uploads {

    /// One of them.
    ///
    /// @param version as it was seen
    /// @param side whose place it takes
    /// @param files the SHA-256 of each file that it names
    record Unused(String id, long version, String orderId, Role side, List<String> files) {}

    /// Those whose time is over, and about which everybody who listens has been told.
    List<Unused> lapsed(Instant now, int limit);

    /// Takes it away, unless it has become part of a case since it was seen.
    ///
    /// @return false when it stays
    boolean forget(Unused unused);

    /// Whether any piece of evidence, anybody's, still names this file.
    boolean isNamed(String sha256);
}
