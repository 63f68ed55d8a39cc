package cn.juhui.order.domain;

import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How an order was paid: where the money of its refunds goes back to.
public record Payment(
        PaymentChannel channel, String channelTransactionId, Money paid, Instant paidAt) {

    public Payment {
        paidAt = paidAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
