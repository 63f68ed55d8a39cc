package cn.juhui.payout.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One attempt to pay, under one number for ever. It is sent again only under the same number, so however often that
/// happens, an idempotent channel pays it once.
///
/// @param payoutNo the channel's `refundNo` / `out_refund_no`: at most 64 of `0-9A-Za-z_-`
/// @param sends how often somebody was entitled to send it
/// @param refusals how often the channel said no
/// @param accepted whether the channel has ever taken it on
/// @param channelRefundId the channel's own reference
/// @param to another account than the one that paid; null for the original route
/// @param heard what the channel said, oldest first; the same word twice in a row counts up
/// @param aside what is known of it since the payout doesn't rest on it any more; null for the one in progress, and in payouts from before that was kept
public record Attempt(
        String payoutNo,
        Instant startedAt,
        int sends,
        int refusals,
        boolean accepted,
        @Nullable String channelRefundId,
        List<Said> heard,
        @Nullable Destination to,
        @Nullable Aside aside) {

    /// The word for money that the channel took back.
    static final String TAKEN_BACK = "REVERSED";

    /// @param times how often in a row
    public record Said(String word, Instant firstAt, Instant lastAt, int times) {}

    public Attempt {
        heard = List.copyOf(heard);
    }

    static Attempt first(String payoutId, Instant at) {
        return new Attempt(number(payoutId, 1), at, 1, 0, false, null, List.of(), null, null);
    }

    static Attempt next(String payoutId, int attempt, Destination to, Instant at) {
        return new Attempt(number(payoutId, attempt), at, 1, 0, false, null, List.of(), to, null);
    }

    /// The number of a payout's n-th attempt: made from its id, so that a crash can't make a second one.
    static String number(String payoutId, int attempt) {
        return payoutId + "-" + attempt;
    }

    /// Whether its money arrived and was taken back by the channel.
    public boolean takenBack() {
        return heard.stream().anyMatch(said -> said.word().equals(TAKEN_BACK));
    }

    /// The payout that a number belongs to; the number itself when it isn't one of this house.
    public static String payoutOf(String payoutNo) {
        var end = payoutNo.lastIndexOf('-');
        return end < 0 ? payoutNo : payoutNo.substring(0, end);
    }

    /// When the channel paid it although the payout did not rest on it any more.
    @Nullable Instant paidAt() {
        return aside == null ? null : aside.paidAt();
    }

    Attempt aside(@Nullable Aside now) {
        return new Attempt(
                payoutNo, startedAt, sends, refusals, accepted, channelRefundId, heard, to, now);
    }

    Attempt sentAgain() {
        return new Attempt(
                payoutNo,
                startedAt,
                sends + 1,
                refusals,
                accepted,
                channelRefundId,
                heard,
                to,
                aside);
    }

    Attempt acceptedAs(@Nullable String reference) {
        var known = reference == null ? channelRefundId : reference;
        return new Attempt(payoutNo, startedAt, sends, refusals, true, known, heard, to, aside);
    }

    Attempt refused() {
        return new Attempt(
                payoutNo,
                startedAt,
                sends,
                refusals + 1,
                accepted,
                channelRefundId,
                heard,
                to,
                aside);
    }

    Attempt heard(String word, Instant at) {
        var all = new ArrayList<>(heard);
        if (!all.isEmpty() && all.getLast().word().equals(word)) {
            var last = all.removeLast();
            all.add(new Said(word, last.firstAt(), at, last.times() + 1));
        } else {
            all.add(new Said(word, at, at, 1));
        }
        return new Attempt(
                payoutNo, startedAt, sends, refusals, accepted, channelRefundId, all, to, aside);
    }
}
