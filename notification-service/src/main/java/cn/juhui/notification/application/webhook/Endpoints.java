package cn.juhui.notification.application.webhook;

import cn.juhui.notification.domain.webhook.Endpoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The endpoints, as merchants set them up. Their secrets are sealed in the store.
public interface Endpoints {

    /// @param position behind which event of the merchant it begins
    void add(Endpoint endpoint, long position);

    Optional<Endpoint> find(String merchantId, String id);

    /// In the order in which they were made.
    ///
    /// @param after only those behind this one; null: from the first
    List<Endpoint> list(String merchantId, @Nullable String after, int limit);

    long count(String merchantId);

    /// Stores the endpoint where it still has the version before.
    ///
    /// @param position behind which event it goes on; null: as before
    /// @return whether it had
    boolean change(Endpoint changed, @Nullable Long position);

    /// Sends what happened once more: the events behind the first position, up to the last.
    ///
    /// @param all whether also what was delivered
    /// @return whether the endpoint is there and enabled, and nothing is being sent once more already
    boolean replay(String id, Claim.Replay replay);

    boolean remove(String merchantId, String id);
}
