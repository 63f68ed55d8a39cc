package cn.juhui.payout.application;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.domain.PaymentQueue;
import cn.juhui.payout.domain.QueryPauses;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The queues of payments in memory.
public final class MemoryPaymentQueues implements PaymentQueues {

    private final Map<String, PaymentQueue> queues = new HashMap<>();

    @Override
    public synchronized Optional<Instant> ask(
            PaymentChannel channel, String channelTransactionId, String payoutNo, Instant now) {
        var key = channel + " " + channelTransactionId;
        var asked =
                queues.getOrDefault(key, PaymentQueue.EMPTY)
                        .ask(payoutNo, QueryPauses.betweenRefunds(channel), now);
        queues.put(key, asked.queue());
        return Optional.ofNullable(asked.comeBackAt());
    }
}
