package cn.juhui.refund.domain.statistics;

import org.jspecify.annotations.Nullable;

/// What became of the applications of one row.
///
/// @param declined the order's rules refused them
/// @param express decided at once
/// @param expressPossible those, and those that only the sale, the policy or a limit kept from it
/// @param approved by the merchant, their silence or an accepted offer
/// @param rejected by the merchant, whatever came afterwards
/// @param ruled by the platform
/// @param refunded whose money the customer has, and how much (minor units)
/// @param answerSeconds from the merchant's turn to their first answer
/// @param applyToMoneySeconds from the application to the first arrival of the money
/// @param appealsWon a ruling gave them something; `appealsLost`: nothing; the others wait or were withdrawn
/// @param evidenceTurnedAway rejections for lack of evidence
/// @param onTimeShare of the answers that were due, those before the deadline; null where none was
/// @param expressShare of the applications; `expressCoverage`: of those that could have been; null of none
public record Figures(
        long applications,
        long declined,
        long withdrawn,
        long express,
        long expressPossible,
        long approved,
        long rejected,
        long ruled,
        Refunded refunded,
        Percentiles answerSeconds,
        Percentiles applyToMoneySeconds,
        long urges,
        long appeals,
        long appealsWon,
        long appealsLost,
        long evidenceTurnedAway,
        @Nullable Double onTimeShare,
        @Nullable Double expressShare,
        @Nullable Double expressCoverage) {

    public record Refunded(long count, long amount) {}

    /// Null of none.
    public record Percentiles(@Nullable Long p50, @Nullable Long p90) {}
}
