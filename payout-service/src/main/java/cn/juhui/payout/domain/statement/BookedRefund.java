package cn.juhui.payout.domain.statement;

/// A number in our books: what its payout and the ledger say of it.
///
/// @param payment the channel's number of the payment, as the payout has it
/// @param amount fen
/// @param taken whether the ledger says that the channel has taken it on, or paid it, now or before it was taken back
public record BookedRefund(
        String refundNo, String payoutId, String payment, long amount, boolean taken) {}
