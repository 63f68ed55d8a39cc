package cn.juhui.payout.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a channel said about a payout number, to a submission or to a question, in the house's words.
///
/// [Settled], [Accepted], [Abnormal] and [TakenBack] are facts, whenever they arrive. The other three speak only of the moment they were
/// asked in: a number that was never seen a second ago may be on its way.
public sealed interface Answer {

    /// The word for money that the channel took back.
    String TAKEN_BACK = "REVERSED";

    /// The word for a number that the channel doesn't know.
    String NEVER_SEEN = "NEVER_SEEN";

    /// What can be answered to a submission: everything but [NeverSeen].
    sealed interface ToSubmission extends Answer {}

    /// The customer has the money.
    record Settled(String channelRefundId, Instant paidAt) implements ToSubmission {}

    /// The channel has taken it on: that is not success.
    record Accepted(@Nullable String channelRefundId) implements ToSubmission {}

    /// The account can't take the money; it did not move.
    record Abnormal(String code) implements ToSubmission {}

    /// The channel had paid it and took the money back.
    record TakenBack(String code) implements ToSubmission {}

    /// No; the money did not move.
    ///
    /// @param retryable whether the same number may succeed later without anybody changing the order
    record Declined(String code, boolean retryable) implements ToSubmission {}

    /// The channel does not know the number. Only an answer to a question, never to a submission.
    record NeverSeen() implements Answer {}

    /// No usable answer: nobody can tell what happened. Never a failure.
    record Unknown(Why why) implements ToSubmission {}

    /// Why there is no usable answer.
    enum Why {
        TIMEOUT,
        CHANNEL_ERROR,
        UNREADABLE_ANSWER,
        CONNECTION_FAILED,
        /// The channel failed so often lately that it is left alone for a while.
        CIRCUIT_OPEN,
        /// More calls than the channel allows in a second.
        RATE_LIMITED;

        /// Whether the channel was called at all.
        public boolean called() {
            return switch (this) {
                case TIMEOUT, CHANNEL_ERROR, UNREADABLE_ANSWER, CONNECTION_FAILED -> true;
                case CIRCUIT_OPEN, RATE_LIMITED -> false;
            };
        }
    }

    /// One word for it, as people and events read it.
    default String word() {
        return switch (this) {
            case Settled _ -> "SUCCEEDED";
            case Accepted _ -> "PROCESSING";
            case Abnormal abnormal -> abnormal.code();
            case TakenBack _ -> TAKEN_BACK;
            case Declined declined -> declined.code();
            case NeverSeen _ -> NEVER_SEEN;
            case Unknown unknown -> unknown.why().name();
        };
    }
}
