package cn.juhui.payout.domain.statement;

import org.jspecify.annotations.Nullable;

/// One difference between a channel's statement of a day and our books.
///
/// @param refundNo the number at the channel; empty when there is none
/// @param payment the channel's number of the payment, as the statement has it, or as we have it where the statement has nothing
/// @param line the statement's line, its refunds counted from 1; 0 where it has none
/// @param amountThere what the statement says, in fen; null when it says nothing
/// @param amountHere what our books say, in fen; null when they say nothing
/// @param payoutId the payout that the number belongs to; null when it belongs to none
public record Break(
        BreakKind kind,
        String refundNo,
        String payment,
        int line,
        @Nullable Long amountThere,
        @Nullable Long amountHere,
        @Nullable String payoutId) {}
