package cn.juhui.payout.domain;

import cn.juhui.contracts.money.ChannelRules;
import cn.juhui.contracts.money.PaymentChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// How long to wait, in one place.
public final class QueryPauses {

    /// How long whoever stored the intent may send. It is the safety net too: if nothing was learned by then, the channel is asked.
    public static final Duration SENDING = Duration.ofSeconds(10);

    /// How long one call of the channel takes at most, waiting for its turn included. A call that could outlast `sendUntil` is not begun.
    public static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    /// How much longer two refunds of one payment are apart than the channel asks for: a call may wait so long for its turn in the second, and
    /// clocks differ.
    public static final Duration TURN_SLACK = Duration.ofSeconds(2);

    /// How long a channel is left alone at most that gave no usable answer: when it comes back, what waited for it goes within minutes.
    public static final Duration AFTER_SILENCE = Duration.ofMinutes(1);

    /// How long a payment waits until it is seen whether its channel is still paused.
    public static final Duration WHILE_PAUSED = Duration.ofMinutes(1);

    /// How long an earlier number is asked about after it was left, when nothing happens.
    public static final Duration WATCHED = Duration.ofDays(30);

    /// How long a number waits for an earlier one that may still be paid, until it is looked at again.
    public static final Duration BEHIND_EARLIER = Duration.ofHours(1);

    private static final List<Duration> FIRST =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    AFTER_SILENCE,
                    Duration.ofMinutes(2));

    /// Alipay wants ten seconds between a refund and the first question about it (`alipay.trade.fastpay.refund.query`).
    private static final Duration ALIPAY_FIRST = Duration.ofSeconds(10);

    /// A wallet has the money within two hours as a rule: every ten minutes for three hours, every hour until a day is over, then four times a day for two days.
    private static final List<Duration> ASKING_WALLETS =
            ladder(
                    Collections.nCopies(18, Duration.ofMinutes(10)),
                    Collections.nCopies(21, Duration.ofHours(1)),
                    Collections.nCopies(8, Duration.ofHours(6)));

    private static final List<Duration> ASKING_ALIPAY =
            ASKING_WALLETS.stream()
                    .map(pause -> pause.compareTo(ALIPAY_FIRST) < 0 ? ALIPAY_FIRST : pause)
                    .toList();

    /// A bank takes one to three working days.
    private static final List<Duration> ASKING_BANKS =
            ladder(
                    List.of(Duration.ofMinutes(10)),
                    List.of(Duration.ofHours(1)),
                    List.of(Duration.ofHours(6)));

    /// The first pause is the shortest that WeChat Pay allows between two refunds of one payment.
    private static final List<Duration> RETRYING =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1));

    private QueryPauses() {}

    /// How long there is between two refunds of one payment; zero where the channel has no rule.
    public static Duration betweenRefunds(PaymentChannel channel) {
        var between = ChannelRules.of(channel).between();
        return between.isZero() ? between : between.plus(TURN_SLACK);
    }

    /// The pause before the question on this rung, 0 being the first; in the end once a day.
    public static Duration beforeAsking(PaymentChannel channel, int rung) {
        var ladder =
                switch (channel) {
                    case ALIPAY -> ASKING_ALIPAY;
                    case WECHAT_PAY -> ASKING_WALLETS;
                    case BANK_CARD -> ASKING_BANKS;
                };
        return ladder.get(Math.min(rung, ladder.size() - 1));
    }

    /// When the channel may be asked about a number that somebody may have sent until now: a call begins [#LONGEST_CALL] before the end of its
    /// entitlement at the latest.
    static Instant afterSending(PaymentChannel channel, Instant sendUntil) {
        var more = afterSending(channel).minus(LONGEST_CALL);
        return more.isPositive() ? sendUntil.plus(more) : sendUntil;
    }

    /// How long after a number was sent it may be asked about at the earliest.
    static Duration afterSending(PaymentChannel channel) {
        return switch (channel) {
            case ALIPAY -> ALIPAY_FIRST;
            case WECHAT_PAY, BANK_CARD -> Duration.ZERO;
        };
    }

    /// The pause after a question that the channel gave no usable answer to: never longer than [#AFTER_SILENCE], however long the channel is away.
    public static Duration afterSilence(PaymentChannel channel, int rung) {
        var pause = beforeAsking(channel, rung);
        return pause.compareTo(AFTER_SILENCE) < 0 ? pause : AFTER_SILENCE;
    }

    /// The rung after a question without a usable answer. An outage says nothing about the payout, so it leads no higher than to the pause that an outage allows.
    public static int rungAfterSilence(int rung) {
        return Math.max(rung, Math.min(rung + 1, FIRST.indexOf(AFTER_SILENCE)));
    }

    /// The pause before the next question about an attempt that was left: as long again as it has been left already, but ten minutes at least and
    /// a day at most; while its outcome is open, ten seconds and an hour.
    static Duration whileWatching(Instant left, Instant now, boolean open) {
        var shortest = open ? Duration.ofSeconds(10) : Duration.ofMinutes(10);
        var longest = open ? Duration.ofHours(1) : Duration.ofDays(1);
        var again = Duration.between(left, now);
        if (again.compareTo(shortest) < 0) {
            return shortest;
        }
        return again.compareTo(longest) > 0 ? longest : again;
    }

    @SafeVarargs
    private static List<Duration> ladder(List<Duration>... parts) {
        return Stream.of(Stream.of(FIRST), Stream.of(parts), Stream.of(List.of(Duration.ofDays(1))))
                .flatMap(all -> all)
                .flatMap(List::stream)
                .toList();
    }

    /// The pause before the retry on this rung, 0 being the first; the last pause repeats.
    public static Duration beforeRetrying(int rung) {
        return RETRYING.get(Math.min(rung, RETRYING.size() - 1));
    }
}
