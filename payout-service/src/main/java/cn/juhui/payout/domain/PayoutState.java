package cn.juhui.payout.domain;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.platform.kernel.StoredName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a payout is. Each state carries only what is true in it.
public sealed interface PayoutState {

    /// The intent to send is stored. Whoever stored it, and nobody else, may send until `sendUntil`; after that the channel is asked.
    ///
    /// @param turnAt while other refunds of the payment are ahead: when its turn comes. Until then nobody may send; null when nobody is ahead
    @StoredName("Initiated")
    record Initiated(Instant sendUntil, @Nullable Instant turnAt) implements PayoutState {

        Initiated(Instant sendUntil) {
            this(sendUntil, null);
        }
    }

    /// The channel has taken it on; it is asked again until it says how it ended.
    @StoredName("Pending")
    record Pending(Instant askAt) implements PayoutState {}

    /// An answer was lost; the channel is asked again until it is known. Time alone never turns this into a failure.
    @StoredName("Unknown")
    record Unknown(Answer.Why why, Instant askAt) implements PayoutState {}

    /// @param payoutNo the number that was paid; null: the attempt in progress
    @StoredName("Succeeded")
    record Succeeded(String channelRefundId, Instant paidAt, @Nullable String payoutNo)
            implements PayoutState {}

    /// The channel said no for now, or an earlier number may still pay; the same number is sent again after a pause.
    @StoredName("AwaitingRetry")
    record AwaitingRetry(String code, Instant retryAt) implements PayoutState {}

    /// The channel said no; only an operator can have it sent again.
    @StoredName("Failed")
    record Failed(String code) implements PayoutState {}

    /// The account can't take the money; a replacement account is needed.
    @StoredName("Abnormal")
    record Abnormal(String code) implements PayoutState {}

    /// Another account was verified. Before money goes there, the channel is asked once more about the number that was stuck.
    @StoredName("Rechecking")
    record Rechecking(String code, Destination to, Instant askAt) implements PayoutState {}

    /// The channel took the money back after it had paid.
    @StoredName("Reversed")
    record Reversed(String code, Instant at) implements PayoutState {}

    /// When the clock has to look at it again; null: never by itself.
    default @Nullable Instant dueAt() {
        return switch (this) {
            case Initiated s -> s.turnAt() == null ? s.sendUntil() : s.turnAt();
            case Pending s -> s.askAt();
            case Unknown s -> s.askAt();
            case AwaitingRetry s -> s.retryAt();
            case Rechecking s -> s.askAt();
            case Succeeded _, Failed _, Abnormal _, Reversed _ -> null;
        };
    }

    /// The same at this channel, which may want some time between a refund and a question about it.
    default @Nullable Instant dueAt(PaymentChannel channel) {
        return this instanceof Initiated s && s.turnAt() == null
                ? QueryPauses.afterSending(channel, s.sendUntil())
                : dueAt();
    }

    /// Why the account can't take the money; null when it isn't that.
    default @Nullable String stuckFor() {
        return switch (this) {
            case Abnormal s -> s.code();
            case Rechecking s -> s.code();
            case Initiated _,
                    Pending _,
                    Unknown _,
                    AwaitingRetry _,
                    Failed _,
                    Succeeded _,
                    Reversed _ ->
                    null;
        };
    }

    /// The word for it in the API: `INITIATED PENDING UNKNOWN SUCCEEDED FAILED ABNORMAL REVERSED`.
    default String word() {
        return switch (this) {
            case Initiated _ -> "INITIATED";
            case Pending _ -> "PENDING";
            case Unknown _ -> "UNKNOWN";
            case Succeeded _ -> "SUCCEEDED";
            case AwaitingRetry _, Failed _ -> "FAILED";
            case Abnormal _, Rechecking _ -> "ABNORMAL";
            case Reversed _ -> "REVERSED";
        };
    }
}
