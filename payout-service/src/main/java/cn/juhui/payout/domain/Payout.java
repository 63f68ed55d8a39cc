package cn.juhui.payout.domain;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.domain.Aside.Standing;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.payout.domain.calendar.ExpectedArrival;
import cn.juhui.platform.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
/// A number that was replaced stays watched: a channel can pay late what it called stuck. Then the refund is settled by the old number and the new one
/// is stopped, or, when that one was sent already, the customer is paid twice, which is told at once ([AsideMachine]).
/// Here it is as it stands; [PayoutMachine] decides what becomes of it. It is long because each of its changes copies all that is stored of it.
///
/// @param channel of the attempt in progress
/// @param expectedArrivalAt when the customer can expect the money
/// @param attempts oldest first, at least one; the last one is in progress
/// @param rung how many questions it has asked without progress
/// @param arrivalBasis what the expectation rests on, where it counts working days; null in payouts from before it was kept
/// @param paymentAt when the payment was made that it goes back for; null in payouts from before it was kept
/// @param paymentTotal how much was paid then; null likewise
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
        @Nullable ArrivalBasis arrivalBasis,
        @Nullable Instant paymentAt,
        @Nullable Money paymentTotal) {

    public Payout {
        attempts = List.copyOf(attempts);
    }

    /// What the payout of a refund is called: there is one per refund.
    public static String idFor(String refundId) {
        return Ids.sibling("pay", refundId);
    }

    /// The attempt in progress.
    public Attempt attempt() {
        return attempts.getLast();
    }

    /// Whether this is the attempt in progress. The last one isn't when the refund was settled by an older one.
    boolean isInProgress(Attempt a) {
        return a.aside() == null && a.payoutNo().equals(attempt().payoutNo());
    }

    /// The attempt of this number.
    Optional<Attempt> attempt(String payoutNo) {
        return attempts.stream().filter(a -> a.payoutNo().equals(payoutNo)).findFirst();
    }

    /// What is known of an attempt that isn't in progress; of one from before that was kept, that it was stuck or taken back.
    Aside asideOf(Attempt a) {
        if (a.aside() != null) {
            return a.aside();
        }
        var standing = a.takenBack() ? Standing.TAKEN_BACK : Standing.STUCK;
        return new Aside(channelOf(a), attempt().startedAt(), null, standing, null);
    }

    /// Where an attempt was sent.
    PaymentChannel channelOf(Attempt a) {
        return a.aside() != null
                ? a.aside().channel()
                : a.to() == null ? channel : a.to().channel();
    }

    /// The attempt that the customer has the money by; null while they haven't.
    public @Nullable Attempt settled() {
        return state instanceof PayoutState.Succeeded s
                ? s.payoutNo() == null ? attempt() : attempt(s.payoutNo()).orElseThrow()
                : null;
    }

    /// The channel of the attempt that the customer has the money by, or of the one in progress.
    public PaymentChannel channelNow() {
        var settled = settled();
        return settled == null ? channel : channelOf(settled);
    }

    boolean isSettledBy(Attempt a) {
        var settled = settled();
        return settled != null && settled.payoutNo().equals(a.payoutNo());
    }

    List<Attempt> asides(Standing standing) {
        return attempts.stream()
                .filter(a -> a.aside() != null && a.aside().standing() == standing)
                .toList();
    }

    /// What was paid, or is under way, beside the attempt that the customer has the money by: each is a loss of the amount.
    public List<Attempt> paidTooOften() {
        return attempts.stream()
                .filter(a -> settled() != null && !isSettledBy(a))
                .filter(a -> a.aside() != null && a.aside().standing().costs())
                .toList();
    }

    /// What is known to be paid beside it, and not taken back; null for nothing. What is still under way isn't paid yet.
    public @Nullable Money loss() {
        return paidTooOften().stream()
                .filter(a -> a.aside() != null && a.aside().standing() == Standing.PAID)
                .map(_ -> amount)
                .reduce(Money::plus)
                .orElse(null);
    }

    /// Whether an earlier number may be paid any moment: no other one goes out meanwhile.
    boolean earlierUnderWay() {
        return !asides(Standing.UNDER_WAY).isEmpty();
    }

    /// When the clock has to look at it; null: never by itself.
    public @Nullable Instant dueAt() {
        return Stream.concat(
                        Stream.ofNullable(state.dueAt(channel)),
                        attempts.stream()
                                .map(Attempt::aside)
                                .filter(Objects::nonNull)
                                .flatMap(aside -> Stream.ofNullable(aside.dueAt())))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// The earlier attempts that are to be asked about now, each with its channel.
    public Map<String, PaymentChannel> asidesDue(Instant now) {
        var due = new LinkedHashMap<String, PaymentChannel>();
        for (var a : attempts) {
            var at = a.aside() == null ? null : a.aside().dueAt();
            if (at != null && !at.isAfter(now)) {
                due.put(a.payoutNo(), channelOf(a));
            }
        }
        return due;
    }

    /// How it stands with an attempt, in the word of a payout's state.
    public String wordOf(Attempt a) {
        return isInProgress(a) ? state.word() : asideOf(a).standing().word();
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

    /// The same, of a payment of so much that was made then.
    public Payout paymentMade(Instant at, @Nullable Money total) {
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
                turn,
                arrivalBasis,
                at,
                total);
    }

    Payout in(PayoutState next) {
        return with(channel, arrival(), attempts, next, rung, turn);
    }

    Payout onRung(int next) {
        return with(channel, arrival(), attempts, state, next, turn);
    }

    /// The attempt of the same number takes its place.
    Payout with(Attempt changed) {
        var all = new ArrayList<>(attempts);
        all.replaceAll(a -> a.payoutNo().equals(changed.payoutNo()) ? changed : a);
        return with(channel, arrival(), all, state, rung, turn);
    }

    /// This attempt, to another account, is in progress from now on.
    Payout continuedBy(Attempt next, Destination to) {
        var all = new ArrayList<>(attempts);
        all.add(next);
        return with(to.channel(), arrival(), all, state, rung, turn);
    }

    Payout expectedAt(ExpectedArrival arrival) {
        return with(channel, arrival, attempts, state, rung, turn);
    }

    private ExpectedArrival arrival() {
        return new ExpectedArrival(expectedArrivalAt, arrivalBasis);
    }

    Payout nextTurn() {
        return with(channel, arrival(), attempts, state, rung, turn + 1);
    }

    private Payout with(
            PaymentChannel to,
            ExpectedArrival arrival,
            List<Attempt> all,
            PayoutState next,
            int nextRung,
            int nextTurn) {
        return new Payout(
                id,
                refundId,
                orderId,
                customerId,
                merchantId,
                amount,
                to,
                channelTransactionId,
                arrival.at(),
                all,
                next,
                nextRung,
                nextTurn,
                arrival.basis(),
                paymentAt,
                paymentTotal);
    }
}
