package cn.juhui.order.application.policy;

import cn.juhui.platform.journal.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Every version of every policy that an operator decided. Versions are never changed and never taken away.
public interface Policies {

    /// The version that held at that time; nothing when only the house's default did.
    Optional<PolicyVersion> at(String category, Instant time);

    /// The latest version.
    Optional<PolicyVersion> latest(String category);

    /// Whether this request has led to a version.
    boolean isDone(String category, Cause cause);

    /// The categories that an operator decided something for.
    List<String> categories();

    /// @return false, and nothing stored, when the category has this version already
    boolean add(PolicyVersion version);
}
