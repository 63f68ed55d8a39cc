package cn.juhui.refund.domain.state;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.kernel.StoredName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The third machine of a case: the money on its way back, as payout-service tells it. What happens in it is told in
/// [PayoutMachine].
public sealed interface Payout {

    /// What payout-service calls it; null while there is none.
    @Nullable String payoutId();

    @StoredName("None")
    record None() implements Payout {
        @Override
        public @Nullable String payoutId() {
            return null;
        }
    }

    /// Approved: the cards are voided, then the money is sent.
    @StoredName("Initiated")
    record Initiated(String payoutId) implements Payout {}

    /// Accepted by the channel, which is not success.
    ///
    /// @param arrivalBasis what the estimate rests on, where it counts working days
    @StoredName("Pending")
    record Pending(
            String payoutId,
            PaymentChannel channel,
            @Nullable String channelRefundId,
            Instant expectedArrivalAt,
            @Nullable ArrivalBasis arrivalBasis)
            implements Payout {}

    /// The channel's answer was lost; it is asked again until known.
    @StoredName("Unknown")
    record Unknown(String payoutId, PaymentChannel channel, String why) implements Payout {}

    /// The channel refused and no money moved; the platform tries again.
    @StoredName("Failed")
    record Failed(String payoutId, PaymentChannel channel, String code) implements Payout {}

    /// The account can't take the money.
    @StoredName("Abnormal")
    record Abnormal(String payoutId, PaymentChannel channel, String code) implements Payout {}

    /// The customer has the money.
    ///
    /// @param again the numbers that were paid beside the one that settles; null on cases from before that was kept
    @StoredName("Succeeded")
    record Succeeded(
            String payoutId,
            PaymentChannel channel,
            String channelRefundId,
            Instant paidAt,
            @Nullable List<PaidAgain> again)
            implements Payout {

        public List<PaidAgain> tooOften() {
            return again == null ? List.of() : again;
        }

        public Succeeded with(List<PaidAgain> now) {
            return new Succeeded(payoutId, channel, channelRefundId, paidAt, List.copyOf(now));
        }
    }

    /// A number that was paid although another one settles the refund: a loss, for the platform's people to see to.
    ///
    /// @param paidAt null while it is under way
    record PaidAgain(String payoutNo, PaymentChannel channel, @Nullable Instant paidAt) {}

    /// The channel took the money back after it had paid.
    ///
    /// @param takenBack the channel's number of the refund that was taken back; null when it was never heard
    @StoredName("Reversed")
    record Reversed(
            String payoutId, PaymentChannel channel, String code, @Nullable String takenBack)
            implements Payout {}

    default String publicName() {
        return switch (this) {
            case None _ -> "NONE";
            case Initiated _ -> "INITIATED";
            case Pending _ -> "PENDING";
            case Unknown _ -> "UNKNOWN";
            case Failed _ -> "FAILED";
            case Abnormal _ -> "ABNORMAL";
            case Succeeded _ -> "SUCCEEDED";
            case Reversed _ -> "REVERSED";
        };
    }
}
