package cn.juhui.payout.application.lever;

import cn.juhui.contracts.money.PaymentChannel;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a channel has not been sent yet, or refused and is sent again.
public interface HeldPayouts {

    /// @param count how many
    /// @param amounts their sum in minor units by currency
    /// @param oldestSince when the one began that waits longest; null of none
    /// @param complete false when there are more under way than were looked at
    record Held(
            int count,
            SortedMap<String, Long> amounts,
            @Nullable Instant oldestSince,
            boolean complete) {}

    /// What waits for a channel.
    Held of(PaymentChannel channel);
}
