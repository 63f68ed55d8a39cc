package cn.juhui.payout.adapter.http;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.domain.Attempt;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A payout as its sides, agents and operators see it.
///
/// @param state `INITIATED PENDING UNKNOWN SUCCEEDED FAILED ABNORMAL REVERSED`
/// @param stateText the same in the reader's language
/// @param arrivalBasis what the expectation rests on, where it counts working days
/// @param arrivalNote that it may be later, and why, in the reader's language; only when it is not sure
/// @param channelRefundId the channel's own reference, once it is known
/// @param paidAt when the channel paid; only when `SUCCEEDED`
/// @param nextStepAt when the platform asks or tries again by itself; absent when it does not
/// @param loss what the customer was paid once too often; for the platform's people, absent when nothing was
/// @param attempts oldest first; each keeps its number for ever
public record PayoutView(
        String id,
        String refundId,
        String orderId,
        Money amount,
        PaymentChannel channel,
        String state,
        String stateText,
        Instant expectedArrivalAt,
        @Nullable ArrivalBasis arrivalBasis,
        @Nullable String arrivalNote,
        @Nullable String channelRefundId,
        @Nullable Instant paidAt,
        @Nullable Failure failure,
        @Nullable Instant nextStepAt,
        @Nullable Loss loss,
        List<AttemptView> attempts,
        List<String> allowedActions,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /// Why it is not with the customer.
    ///
    /// @param retryable whether the platform tries again by itself
    public record Failure(String code, boolean retryable) {}

    /// @param amount in all
    /// @param payoutNos the numbers that were paid, or are under way, beside the one that settles the refund
    public record Loss(Money amount, List<String> payoutNos) {}

    /// @param payoutNo the number that the channel pays at most once
    /// @param state as the payout's, for this number
    /// @param sends how often it was sent under this number
    /// @param maskedAccount the replacement account; absent for the original route, and for merchants
    public record AttemptView(
            String payoutNo,
            String state,
            Instant startedAt,
            int sends,
            List<Attempt.Said> answers,
            @Nullable String maskedAccount) {}

    static PayoutView of(Stored<Payout> stored, Caller caller, Texts texts) {
        var p = stored.aggregate();
        var seesAccount =
                caller.isCustomer(p.customerId())
                        || (!caller.isMerchant(p.merchantId())
                                && (caller.is(Role.AGENT) || caller.is(Role.OPERATOR)));
        var state = p.state().word();
        return new PayoutView(
                p.id(),
                p.refundId(),
                p.orderId(),
                p.amount(),
                p.channelNow(),
                state,
                texts.get("payout.state." + state),
                p.expectedArrivalAt(),
                p.arrivalBasis(),
                p.arrivalBasis() == ArrivalBasis.WEEKDAYS_ONLY
                        ? texts.get("arrival.WEEKDAYS_ONLY")
                        : null,
                (p.settled() == null ? p.attempt() : p.settled()).channelRefundId(),
                p.state() instanceof PayoutState.Succeeded s ? s.paidAt() : null,
                failure(p.state()),
                p.state().dueAt(),
                isPlatform(caller, p) ? loss(p) : null,
                p.attempts().stream().map(a -> attempt(a, p, seesAccount)).toList(),
                caller.is(Role.OPERATOR) && PayoutMachine.canRetry(p)
                        ? List.of("RETRY")
                        : List.of(),
                stored.version(),
                stored.createdAt(),
                stored.updatedAt());
    }

    private static @Nullable Failure failure(PayoutState state) {
        return switch (state) {
            case PayoutState.AwaitingRetry s -> new Failure(s.code(), true);
            case PayoutState.Failed s -> new Failure(s.code(), false);
            case PayoutState.Abnormal s -> new Failure(s.code(), false);
            case PayoutState.Rechecking s -> new Failure(s.code(), false);
            case PayoutState.Reversed s -> new Failure(s.code(), false);
            case PayoutState.Initiated _,
                    PayoutState.Pending _,
                    PayoutState.Unknown _,
                    PayoutState.Succeeded _ ->
                    null;
        };
    }

    /// Nobody is the platform's in a payout that they are a side of.
    private static boolean isPlatform(Caller caller, Payout p) {
        return !caller.isCustomer(p.customerId())
                && !caller.isMerchant(p.merchantId())
                && (caller.is(Role.AGENT) || caller.is(Role.OPERATOR));
    }

    private static @Nullable Loss loss(Payout p) {
        var numbers = p.paidTooOften().stream().map(Attempt::payoutNo).toList();
        var each = p.amount();
        return numbers.isEmpty()
                ? null
                : new Loss(new Money(each.value() * numbers.size(), each.currency()), numbers);
    }

    private static AttemptView attempt(Attempt a, Payout p, boolean seesAccount) {
        var account = a.to() == null || !seesAccount ? null : a.to().maskedAccount();
        return new AttemptView(
                a.payoutNo(), p.wordOf(a), a.startedAt(), a.sends(), a.heard(), account);
    }
}
