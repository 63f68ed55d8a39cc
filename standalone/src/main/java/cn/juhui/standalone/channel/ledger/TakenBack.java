package cn.juhui.standalone.channel.ledger;

import cn.juhui.contracts.money.PaymentChannel;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/// A refund that a simulated channel had paid and took back.
///
/// @param code why, such as `RETURNED_BY_BANK`
public record TakenBack(PaymentChannel channel, String refundNo, String code, Instant reversedAt) {

    @JsonIgnore
    String key() {
        return LedgerEntry.key(channel, refundNo);
    }
}
