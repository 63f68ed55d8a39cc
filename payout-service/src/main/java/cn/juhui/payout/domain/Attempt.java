package cn.juhui.payout.domain;

import cn.juhui.payout.domain.account.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
/// @param heard what the channel said, oldest first, [#MOST_HEARD] entries at most; the same word twice in a row counts up, and of the oldest those that
///     were said again later count with these
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

    /// What more is heard is counted with what was heard before.
    static final int MOST_HEARD = 20;

    /// @param times how often in a row, and before
    public record Said(String word, Instant firstAt, Instant lastAt, int times) {

        /// The same, with what was said of it long before.
        Said andBefore(Said older) {
            return new Said(word, older.firstAt(), lastAt, times + older.times());
        }
    }

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
        return heard.stream().anyMatch(said -> said.word().equals(Answer.TAKEN_BACK));
    }

    /// When the channel last said something; when it began while nothing was heard.
    Instant lastHeardAt() {
        return heard.isEmpty() ? startedAt : heard.getLast().lastAt();
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
                payoutNo,
                startedAt,
                sends,
                refusals,
                accepted,
                channelRefundId,
                newest(all),
                to,
                aside);
    }

    /// The oldest that was said again later counts with that. Where each was said once only, the oldest goes, except that the money was taken back.
    private static List<Said> newest(List<Said> all) {
        while (all.size() > MOST_HEARD) {
            var again = repeated(all);
            if (again < 0) {
                all.remove(all.getFirst().word().equals(Answer.TAKEN_BACK) ? 1 : 0);
            } else {
                var old = all.remove(again);
                var later = indexOf(all, old.word());
                all.set(later, all.get(later).andBefore(old));
            }
        }
        return all;
    }

    /// The first that is said again later; -1 for none.
    private static int repeated(List<Said> all) {
        for (int i = 0; i < all.size(); i++) {
            if (indexOf(all.subList(i + 1, all.size()), all.get(i).word()) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static int indexOf(List<Said> some, String word) {
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i).word().equals(word)) {
                return i;
            }
        }
        return -1;
    }

    /// Whether the channel's last usable word before the one just heard was that nobody knows: then it has been told that it is unknown.
    boolean wasUnknown() {
        var before = before();
        return before != null
                && Arrays.stream(Answer.Why.values()).anyMatch(why -> why.name().equals(before));
    }

    /// Whether the channel's last word before the one just heard was this one.
    boolean wasSaid(String word) {
        return word.equals(before());
    }

    /// The word before the one just heard, never seen apart: that one only lets it be sent again.
    private @Nullable String before() {
        if (heard.isEmpty()) {
            return null;
        }
        if (heard.getLast().times() > 1) {
            return heard.getLast().word();
        }
        return heard.reversed().stream()
                .skip(1)
                .map(Said::word)
                .filter(word -> !word.equals(Answer.NEVER_SEEN))
                .findFirst()
                .orElse(null);
    }
}
