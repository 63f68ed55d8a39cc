package cn.juhui.payout.application;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.account.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The payment channels. Neither call throws for what the outside does: whatever isn't a clear answer is [Answer.Unknown].
/// Neither repeats anything by itself, and neither takes longer than [cn.juhui.payout.domain.QueryPauses#LONGEST_CALL].
public interface Channel {

    /// What is sent.
    ///
    /// @param payoutNo the number that the channel pays at most once
    /// @param paymentAt when that payment was made; null when it was not kept
    /// @param paymentTotal how much it was; null when it was not kept
    /// @param to another account than the one that paid; null for the original route
    record Submission(
            PaymentChannel channel,
            String payoutNo,
            String channelTransactionId,
            @Nullable Instant paymentAt,
            @Nullable Money paymentTotal,
            Money amount,
            @Nullable Account to) {}

    /// What is asked: what became of a number.
    ///
    /// @param channel where it was sent
    /// @param channelTransactionId the payment that it goes back for; channels know a refund by both
    /// @param amount what was sent: an answer about another one is none
    /// @param elsewhere whether it went to another account than the one that paid, which is another business to a channel
    /// @param stuckFor why the channel said, when it was sent, that the account can't take it; null when it didn't. A channel that keeps no record of
    ///     what it refused can't say so again
    record Question(
            PaymentChannel channel,
            String payoutNo,
            String channelTransactionId,
            Money amount,
            boolean elsewhere,
            @Nullable String stuckFor) {

        static Question about(Payout payout, String payoutNo, PaymentChannel channel) {
            var elsewhere =
                    payout.attempts().stream()
                            .anyMatch(a -> a.payoutNo().equals(payoutNo) && a.to() != null);
            return new Question(
                    channel,
                    payoutNo,
                    payout.channelTransactionId(),
                    payout.amount(),
                    elsewhere,
                    payout.attempt().payoutNo().equals(payoutNo)
                            ? payout.state().stuckFor()
                            : null);
        }
    }

    /// Sends a payout.
    Answer.ToSubmission submit(Submission submission);

    /// Asks what became of a number.
    Answer query(Question question);

    /// What a channel took back after it had paid.
    ///
    /// @param position in the channel's list, from 1; it only grows
    record TakenBack(long position, String payoutNo, String code) {}

    /// The next entries of the channel's list of what it took back, [#PAGE] at most, in order.
    ///
    /// @param after the position of the last entry that is known; 0 for none
    /// @return empty when there is no usable answer
    Optional<List<TakenBack>> takenBack(PaymentChannel channel, long after);

    /// How long a page of that list is.
    int PAGE = 100;
}
