package cn.juhui.order.application.policy;

import cn.juhui.platform.journal.Cause;
import java.time.Instant;
import java.util.Optional;

/// Every version of what every merchant promises beyond a category's policy. Versions are never changed and never taken away.
public interface MerchantOverrides {

    /// The version that held at that time.
    Optional<OverrideVersion> at(String category, String merchantId, Instant time);

    /// The latest version.
    Optional<OverrideVersion> latest(String category, String merchantId);

    /// Whether this request has led to a version.
    boolean isDone(String category, String merchantId, Cause cause);

    /// @return false, and nothing stored, when there is this version already
    boolean add(OverrideVersion version);
}
