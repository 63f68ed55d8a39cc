package cn.juhui.standalone.channel.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who takes refunds on behind the wire, for one channel.
public interface Counter {

    /// What becomes of a refund that is asked for.
    enum Outcome {
        /// Paid, or on its way to the bank.
        TAKEN,
        /// It was asked for before, in the same words.
        REPEATED,
        /// The account can't take it.
        STUCK,
        /// It was asked for before, with another amount, or the payment is said to be another one than before.
        DISCORDANT,
        /// More than was paid.
        TOO_MUCH,
        NO_BALANCE,
        TOO_OLD,
        TOO_MANY,
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

    /// How it stands with a refund.
    enum Standing {
        PAID,
        /// On its way to the bank.
        UNDER_WAY,
        /// The account can't take it.
        STUCK,
        /// It was paid, and taken back.
        TAKEN_BACK
    }

    /// @param outcome null when nothing was looked at because of the flaw
    /// @param refund as it is entered; null when it isn't
    record Said(@Nullable Outcome outcome, Flaw flaw, @Nullable Refund refund) {}

    /// A refund that is entered.
    ///
    /// @param payment that it goes back for
    /// @param refundId the channel's own name for it
    /// @param amount in fen
    /// @param paidAt when the customer has it; null while they don't
    /// @param refunded what was refunded of the payment until now, in fen
    record Refund(
            String payment,
            String refundNo,
            String refundId,
            long amount,
            Standing standing,
            @Nullable Instant paidAt,
            long refunded) {}

    /// @param total how much the payment was, as who asks says; null where the protocol doesn't say it
    Said refund(String payment, String refundNo, long amount, @Nullable Long total);

    /// What is entered under this number; empty when it is unknown or was refused.
    Optional<Refund> find(String refundNo);

    /// A refund in the books, whoever asked for it.
    ///
    /// @param amount in fen
    record Booked(String payment, String refundNo, long amount, Instant at) {}

    /// The refunds of a day, oldest first.
    ///
    /// @param zone where the day begins and ends
    List<Booked> booked(LocalDate day, ZoneId zone);

    /// Until now no answer comes; returns when it doesn't matter any more.
    void keepSilent();
}
