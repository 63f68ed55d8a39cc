package cn.juhui.payout.config;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.platform.journal.Change;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Counts what channels did with payouts, and how long the money was on its way, in business time.
final class PayoutMeters {

    private static final String WIRE = "payout.";

    private static final List<String> STEPS =
            List.of(
                    "initiated",
                    "submitted",
                    "completed",
                    "failed",
                    "unknown",
                    "abnormal",
                    "reversed",
                    "retried");

    private final MeterRegistry meters;

    PayoutMeters(MeterRegistry meters) {
        this.meters = meters;
        for (var channel : PaymentChannel.values()) {
            STEPS.forEach(step -> steps(channel, step));
            paid(channel);
        }
    }

    /// Returns at once.
    void changed(Change<Payout> change) {
        var payout = change.now().aggregate();
        var channel = payout.channelNow();
        for (var event : change.events()) {
            if (STEPS.contains(event.substring(WIRE.length()))) {
                steps(channel, event.substring(WIRE.length())).increment();
            }
        }
        var before = change.before();
        if (payout.state() instanceof PayoutState.Succeeded
                && before != null
                && !(before.aggregate().state() instanceof PayoutState.Succeeded)) {
            var took = Duration.between(change.now().createdAt(), change.now().updatedAt());
            paid(channel).record(took.isNegative() ? Duration.ZERO : took);
        }
    }

    private Counter steps(PaymentChannel channel, String step) {
        return Counter.builder("juhui.payouts.steps")
                .description("What happened to payouts")
                .tags("channel", channel.name(), "step", step.toUpperCase(Locale.ROOT))
                .register(meters);
    }

    private Timer paid(PaymentChannel channel) {
        return Timer.builder("juhui.payouts.paid")
                .description("From the first attempt to the money")
                .tag("channel", channel.name())
                .serviceLevelObjectives(
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(3),
                        Duration.ofDays(1))
                .register(meters);
    }
}
