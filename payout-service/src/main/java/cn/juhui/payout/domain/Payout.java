package cn.juhui.payout.domain;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.Book;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.PayoutState.Initiated;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The money of one refund on its way back to the customer. It begins when the cards are void; its intent is stored
/// before the channel hears of it; it ends when the channel's own word proves that the customer has the money.
/// In between it may be on its way, lost from sight (and asked about until found), declined and tried again under the
/// same number, or stuck because the account can't take it.
///
/// Two actors never send at the same time: being entitled to send is a change of this aggregate. The initiation
/// entitles who made it; later, a resumption entitles who stored it, and only when nobody is entitled any more. Asking by
/// number is free. `turn` counts the changes: an answer that proves nothing by itself only counts in the turn it was
/// asked in. Should a sender outlive its entitlement (a process that stood still), the channel's own idempotence
/// by number is what is left, which is why a number is never replaced while its outcome is open.
///
/// @param channel of the attempt in progress
/// @param expectedArrivalAt when the customer can expect the money
/// @param attempts oldest first, at least one; the last one is in progress
/// @param rung how many questions it has asked without progress
/// @param arrivalBasis what the expectation rests on, where it counts working days; null in payouts from before it was kept
public record Payout(
        String id,
        String refundId,
        String orderId,
        String customerId,
        String merchantId,
        Money amount,
        PaymentChannel channel,
        String channelTransactionId,
        Instant expectedArrivalAt,
        List<Attempt> attempts,
        PayoutState state,
        int rung,
        int turn,
        @Nullable ArrivalBasis arrivalBasis) {

    public Payout {
        attempts = List.copyOf(attempts);
    }

    /// What the payout of a refund is called: there is one per refund.
    public static String idFor(String refundId) {
        return Ids.sibling("pay", refundId);
    }

    /// A new payout whose creator may send it at once.
    public static Payout initiate(
            String refundId,
            String orderId,
            String customerId,
            String merchantId,
            Money amount,
            PaymentChannel channel,
            String channelTransactionId,
            Instant at,
            WorkingCalendar calendar) {
        var id = idFor(refundId);
        var arrival = ExpectedArrival.of(channel, at, calendar);
        return new Payout(
                id,
                refundId,
                orderId,
                customerId,
                merchantId,
                amount,
                channel,
                channelTransactionId,
                arrival.at(),
                List.of(Attempt.first(id, at)),
                new Initiated(at.plus(Pace.SENDING)),
                0,
                1,
                arrival.basis());
    }

    /// What a payout tells first.
    public PayoutEvent initiated() {
        return new PayoutEvents(this).initiated();
    }

    /// The attempt in progress.
    public Attempt attempt() {
        return attempts.getLast();
    }

    /// Decides a command. No side effects.
    ///
    /// @param calendar for what the customer can expect
    public Decision<Payout, PayoutEvent, PayoutRefusal> decide(
            PayoutCommand command, WorkingCalendar calendar) {
        return new PayoutMachine(calendar).decide(this, command);
    }

    /// Whether an operator may have it tried again now.
    public boolean canRetry() {
        return switch (state) {
            case PayoutState.Unknown _, PayoutState.AwaitingRetry _, PayoutState.Failed _ -> true;
            case Initiated _,
                    PayoutState.Pending _,
                    PayoutState.Succeeded _,
                    PayoutState.Abnormal _,
                    PayoutState.Rechecking _,
                    PayoutState.Reversed _ ->
                    false;
        };
    }

    /// What its books say about its money.
    public Book book() {
        return new Book(
                state.word(), amount, state instanceof PayoutState.Succeeded ? amount : null, true);
    }

    /// Whether it waits for another account to pay to.
    public boolean needsAccount() {
        return state instanceof PayoutState.Abnormal || state instanceof PayoutState.Reversed;
    }

    /// A new attempt, under a new number, to another account.
    Payout reissuedTo(Destination to, Instant at, WorkingCalendar calendar) {
        var arrival = ExpectedArrival.of(to.channel(), at, calendar);
        var all = new ArrayList<>(attempts);
        all.add(Attempt.next(id, attempts.size() + 1, to, at));
        return new Payout(
                id,
                refundId,
                orderId,
                customerId,
                merchantId,
                amount,
                to.channel(),
                channelTransactionId,
                arrival.at(),
                all,
                new Initiated(at.plus(Pace.SENDING)),
                0,
                turn,
                arrival.basis());
    }

    Payout in(PayoutState next) {
        return with(arrival(), attempts, next, rung);
    }

    Payout onRung(int next) {
        return with(arrival(), attempts, state, next);
    }

    Payout with(Attempt current) {
        var all = new ArrayList<>(attempts);
        all.set(all.size() - 1, current);
        return with(arrival(), all, state, rung);
    }

    Payout expectedAt(ExpectedArrival arrival) {
        return with(arrival, attempts, state, rung);
    }

    private ExpectedArrival arrival() {
        return new ExpectedArrival(expectedArrivalAt, arrivalBasis);
    }

    Payout nextTurn() {
        return new Payout(
                id,
                refundId,
                orderId,
                customerId,
                merchantId,
                amount,
                channel,
                channelTransactionId,
                expectedArrivalAt,
                attempts,
                state,
                rung,
                turn + 1,
                arrivalBasis);
    }

    private Payout with(
            ExpectedArrival arrival, List<Attempt> all, PayoutState next, int nextRung) {
        return new Payout(
                id,
                refundId,
                orderId,
                customerId,
                merchantId,
                amount,
                channel,
                channelTransactionId,
                arrival.at(),
                all,
                next,
                nextRung,
                turn,
                arrival.basis());
    }
}
