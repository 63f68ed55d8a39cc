package cn.juhui.payout.domain.statement;

import java.time.Instant;

/// A refund in a channel's statement.
///
/// @param number its place among the refunds, from 1
/// @param payment the channel's own number of the payment
/// @param refundNo the number that it was asked for under; empty when nobody gave one, which is so when it was made in the channel's console
/// @param amount fen, above 0
/// @param at when the channel booked it
public record StatementLine(int number, String payment, String refundNo, long amount, Instant at) {}
