package cn.juhui.payout.domain;

import cn.juhui.payout.domain.account.Destination;
import java.time.Instant;

/// What a payout can be told.
public sealed interface PayoutCommand {

    /// Note what the channel said.
    ///
    /// @param payoutNo the number that the answer is about; it says nothing about another attempt
    /// @param turn the payout's turn when the channel was called ([Payout#turn()])
    record NoteAnswer(String payoutNo, int turn, Answer answer, Instant at)
            implements PayoutCommand {}

    /// Other refunds of the payment are ahead at the channel: it was not sent, and waits for its turn.
    ///
    /// @param payoutNo the number that was to be sent
    /// @param turn the payout's turn of who was entitled to send it ([Payout#turn()])
    record WaitForTurn(String payoutNo, int turn, Instant turnAt) implements PayoutCommand {}

    /// The payment's turn may have come: send it.
    record TakeTurn(Instant at) implements PayoutCommand {}

    /// The pause after a refusal is over: send it again.
    record ResumeRetry(Instant at) implements PayoutCommand {}

    /// An operator wants it tried again now.
    record RetryNow(Instant at) implements PayoutCommand {}

    /// Another account was verified: pay there.
    record Reissue(Destination to, Instant at) implements PayoutCommand {}

    /// The channel tells by itself that it took back what it had paid under this number.
    record NoteReversal(String payoutNo, String code, Instant at) implements PayoutCommand {}
}
