package cn.juhui.payout.domain;

import java.time.Instant;

/// What a payout can be told.
public sealed interface PayoutCommand {

    /// Note what the channel said.
    ///
    /// @param turn the payout's turn when the channel was called ([Payout#turn()])
    record NoteAnswer(int turn, Answer answer, Instant at) implements PayoutCommand {}

    /// The pause after a refusal is over: send it again.
    record ResumeRetry(Instant at) implements PayoutCommand {}

    /// An operator wants it tried again now.
    record RetryNow(Instant at) implements PayoutCommand {}

    /// Another account was verified: pay there.
    record Reissue(Destination to, Instant at) implements PayoutCommand {}

    /// The channel took the money back.
    record NoteReversal(String code, Instant at) implements PayoutCommand {}
}
