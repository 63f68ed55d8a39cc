package cn.juhui.notification.application.webhook;

import cn.juhui.notification.domain.webhook.Endpoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The endpoints, as merchants set them up. Their secrets are sealed in the store.
public interface Endpoints {

    /// Stores a new one, however many of the merchant's are made at the same moment.
    ///
    /// @param position behind which event of the merchant it begins
    /// @param most so many may a merchant have
    /// @return false when the merchant has so many already
    boolean add(Endpoint endpoint, long position, int most);

    Optional<Endpoint> find(String merchantId, String id);

    /// In the order in which they were made.
    ///
    /// @param after only those behind this one; null: from the first
    List<Endpoint> list(String merchantId, @Nullable String after, int limit);

    /// Stores the endpoint where it still has the version before.
    ///
    /// @param position behind which event it goes on; null: as before
    /// @return whether it had
    boolean change(Endpoint changed, @Nullable Long position);

    /// Stores an endpoint that was disabled, and in the same step that its merchant's people are to be told ([#untold]).
    ///
    /// @return whether it still had the version before
    boolean disable(Endpoint disabled);

    /// Those that were disabled and whose people were not told yet, or by a process that died before it noted it.
    List<Untold> untold(int limit);

    /// Notes that they were told.
    void told(Untold untold);

    /// An endpoint that was disabled.
    ///
    /// @param endpoint as it is now
    /// @param version that it had when it was disabled
    record Untold(Endpoint endpoint, long version) {}

    /// Sends what happened once more: the events behind the first position, up to the last.
    ///
    /// @param all whether also what was delivered
    /// @return whether the endpoint is there and enabled, and nothing is being sent once more already
    boolean replay(String id, Claim.Replay replay);

    boolean remove(String merchantId, String id);
}
