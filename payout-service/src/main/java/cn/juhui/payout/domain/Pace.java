package cn.juhui.payout.domain;

import cn.juhui.contracts.ChannelRules;
import cn.juhui.contracts.PaymentChannel;
import java.time.Duration;
import java.util.List;

/// How long to wait, in one place.
public final class Pace {

    /// How long whoever stored the intent may send. It is the safety net too: if nothing was learned by then, the channel is asked.
    public static final Duration SENDING = Duration.ofSeconds(10);

    /// How long one call of the channel takes at most, waiting for its turn included. A call that could outlast `sendUntil` is not begun.
    public static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    /// How much longer two refunds of one payment are apart than the channel asks for: a call may wait so long for its turn in the second, and
    /// clocks differ.
    public static final Duration TURN_SLACK = Duration.ofSeconds(2);

    private static final List<Duration> ASKING =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1));

    /// The first pause is the shortest that WeChat Pay allows between two refunds of one payment.
    private static final List<Duration> RETRYING =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1));

    private Pace() {}

    /// How long there is between two refunds of one payment; zero where the channel has no rule.
    public static Duration betweenRefunds(PaymentChannel channel) {
        var between = ChannelRules.of(channel).between();
        return between.isZero() ? between : between.plus(TURN_SLACK);
    }

    /// The pause before the question on this rung, 0 being the first; the last pause repeats.
    public static Duration beforeAsking(int rung) {
        return ASKING.get(Math.min(rung, ASKING.size() - 1));
    }

    /// The pause before the retry on this rung, 0 being the first; the last pause repeats.
    public static Duration beforeRetrying(int rung) {
        return RETRYING.get(Math.min(rung, RETRYING.size() - 1));
    }
}
