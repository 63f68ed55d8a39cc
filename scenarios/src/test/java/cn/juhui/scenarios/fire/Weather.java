package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.client.Juhui;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// What nobody did: channels that fail or take money back, and a clock that jumps.
final class Weather {

    /// Silence costs real seconds, so it is rarer.
    private static final List<String> FAULTS =
            List.of(
                    "ACCOUNT_CLOSED",
                    "ACCOUNT_CLOSED",
                    "INSUFFICIENT_BALANCE",
                    "INSUFFICIENT_BALANCE",
                    "SERVER_ERROR",
                    "SLOW",
                    "SLOW",
                    "TIMEOUT_AFTER_PAYING",
                    "TIMEOUT_BEFORE_PAYING");

    private static final List<Duration> JUMPS =
            List.of(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(70),
                    Duration.ofMinutes(10),
                    Duration.ofHours(5),
                    Duration.ofHours(26));

    private final Juhui juhui;
    private final RandomGenerator chance;
    private final List<String> told = new ArrayList<>();

    Weather(Juhui juhui, RandomGenerator chance) {
        this.juhui = juhui;
        this.chance = chance;
    }

    void changes(List<Deal> deals) {
        var channel = Payment.CHANNELS.get(chance.nextInt(Payment.CHANNELS.size()));
        var fault = FAULTS.get(chance.nextInt(FAULTS.size()));
        var times = 1 + chance.nextInt(2);
        juhui.fault(channel, fault, times);
        told.add(channel + " " + fault + " ×" + times);
        var jump = JUMPS.get(chance.nextInt(JUMPS.size()));
        juhui.advance(jump);
        told.add("clock " + jump);
        if (chance.nextInt(3) == 0) {
            takesBack(deals);
        }
    }

    private void takesBack(List<Deal> deals) {
        var ours = deals.stream().map(Deal::transaction).collect(Collectors.toSet());
        var paid =
                Payment.effective(Payment.all(juhui))
                        .filter(p -> ours.contains(p.transaction()))
                        .toList();
        if (!paid.isEmpty()) {
            var one = paid.get(chance.nextInt(paid.size()));
            juhui.takeBack(one.channel(), one.refundNo());
            told.add("taken back: " + one);
        }
    }

    void clears() {
        Payment.CHANNELS.forEach(channel -> juhui.fault(channel, "NONE", 0));
    }

    @Override
    public String toString() {
        return "weather: " + String.join("; ", told);
    }
}
