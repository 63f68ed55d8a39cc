package cn.juhui.notification.application.topic;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;

/// Up to which event of its feed each merchant's topic is filled, and which instance fills it. A claim runs out by itself.
public interface TopicPlaces {

    /// Of all of them.
    Map<String, Place> all(Collection<String> merchantIds);

    /// @param movedAt when it was filled up to there
    record Place(long position, Instant movedAt) {}

    /// Of those that no instance has now.
    Map<String, Long> free(Collection<String> merchantIds, Instant now);

    /// @param token of this claim
    /// @return the position so far; empty when another instance has it
    OptionalLong claim(String merchantId, String token, Instant now, Instant until);

    /// Stores how far it is, as of now, and keeps the claim.
    ///
    /// @return whether it still had it
    boolean keep(String merchantId, String token, long position, Instant now, Instant until);

    /// Lets go of it.
    void release(String merchantId, String token);
}
