package cn.juhui.standalone.channel.alipay;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who takes refunds on behind the wire.
public interface Counter {

    /// What becomes of a refund that is asked for.
    enum Outcome {
        /// Paid, or on its way to the bank.
        TAKEN,
        /// It was asked for before, in the same words.
        REPEATED,
        /// The account can't take it.
        STUCK,
        /// It was asked for before, with another amount.
        DISCORDANT,
        NO_BALANCE,
        TOO_OLD,
        TOO_CLOSE
    }

    /// What goes wrong with the answer.
    enum Flaw {
        NONE,
        SILENT,
        SERVER_ERROR,
        LIMITED,
        RESET,
        TRUNCATED,
        BAD_SIGNATURE,
        STALE,
        WRONG_AMOUNT
    }

    /// @param money empty when nothing was taken on because of the flaw
    record Said(@Nullable Outcome outcome, Flaw flaw, @Nullable Money money) {}

    /// @param paidAt when the customer has it; null while it is on its way
    /// @param refunded what was refunded of the trade until now, in fen
    record Money(long amount, @Nullable Instant paidAt, long refunded) {}

    Said refund(String tradeNo, String requestNo, long amount);

    /// What stands of this number; empty when it is unknown, was refused or was undone.
    Optional<Money> find(String tradeNo, String requestNo);

    /// Until now no answer comes; returns when it doesn't matter any more.
    void keepSilent();
}
