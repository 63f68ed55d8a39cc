package cn.juhui.notification.application.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which endpoints have something to do, and which instance does it: an enabled endpoint is claimed by one at a time, so that its deliveries keep their order and no more go out at once than it was promised.
/// A claim runs out by itself; what an instance that died had begun is done again then.
public interface EndpointQueues {

    /// @param token of this claim
    /// @return empty when another one has it, or it isn't enabled
    Optional<Claim> claim(String endpointId, String token, Instant now, Instant until);

    /// Stores how far it is, and keeps the claim.
    ///
    /// @return the endpoint as it is now; empty when the claim was lost, or it isn't enabled any more
    Optional<Claim> keep(Claim done, String token, Instant until);

    /// Stores how far it is, and lets go of it, unless somebody said meanwhile that there is more to do.
    ///
    /// @param dueAt when there is something to do; null: when somebody says so
    /// @return whether it let go; true, too, when the claim was lost
    boolean release(Claim done, String token, @Nullable Instant dueAt);

    /// Says that there is something to do.
    ///
    /// @return whether an instance has it, and will look again; false: nobody has it
    boolean tellOwner(String endpointId, Instant now);

    /// It is due now, whoever has it and whoever dies meanwhile.
    void dueNow(String endpointId, Instant now);

    /// Endpoints whose time has come.
    List<String> due(Instant now, int limit);

    /// Every enabled endpoint.
    List<Place> enabled(Instant now);

    /// Up to which event an endpoint is told.
    ///
    /// @param claimed whether an instance has it now
    record Place(String endpointId, String merchantId, long position, boolean claimed) {}
}
