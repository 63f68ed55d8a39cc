package cn.juhui.payout.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaymentQueueTest {

    private static final Instant T0 = Instant.parse("2026-11-24T02:00:00Z");
    private static final Duration GAP = Duration.ofMinutes(1);

    private PaymentQueue queue = PaymentQueue.EMPTY;

    private @Nullable Instant ask(String number, Instant at) {
        var asked = queue.ask(number, GAP, at);
        queue = asked.queue();
        return asked.comeBackAt();
    }

    @Test
    void who_comes_a_little_late_delays_the_others_and_keeps_its_place() {
        assertThat(ask("a", T0)).isNull();
        assertThat(ask("b", T0)).isEqualTo(T0.plusSeconds(60));
        assertThat(ask("c", T0)).isEqualTo(T0.plusSeconds(120));
        assertThat(ask("b", T0.plusSeconds(65))).isNull();
        assertThat(ask("c", T0.plusSeconds(120))).isEqualTo(T0.plusSeconds(125));
        assertThat(ask("c", T0.plusSeconds(125))).isNull();
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void after_a_long_silence_everybody_still_has_their_place() {
        var numbers = List.of("a", "b", "c", "d");
        numbers.forEach(n -> ask(n, T0));
        var late = T0.plus(Duration.ofMinutes(30));

        assertThat(ask("b", late)).isNull();
        assertThat(ask("d", late)).isEqualTo(late.plusSeconds(120));
        assertThat(ask("c", late)).isEqualTo(late.plusSeconds(60));
        assertThat(ask("e", late)).isEqualTo(late.plusSeconds(180));
    }

    @Test
    void who_never_comes_back_holds_nobody_up_for_long() {
        ask("a", T0);
        ask("gone", T0);
        assertThat(ask("c", T0)).isEqualTo(T0.plusSeconds(120));
        assertThat(ask("c", T0.plusSeconds(120))).isNull();

        assertThat(queue.waiting()).extracting(PaymentQueue.Waiting::payoutNo).contains("gone");
        ask("d", T0.plus(Duration.ofHours(7)));
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void what_was_let_through_last_is_no_second_refund_when_it_is_sent_again() {
        ask("a", T0);
        ask("b", T0);

        assertThat(ask("a", T0.plusSeconds(30))).isNull();
        assertThat(ask("b", T0.plusSeconds(60))).isEqualTo(T0.plusSeconds(90));
        assertThat(ask("b", T0.plusSeconds(90))).isNull();
        assertThat(ask("a", T0.plusSeconds(91))).isEqualTo(T0.plusSeconds(150));
    }

    @Test
    void whenever_whoever_asks_two_are_never_too_close_and_all_get_through() {
        for (long seed = 0; seed < 500; seed++) {
            var chance = new Random(seed);
            queue = PaymentQueue.EMPTY;
            var now = T0;
            var open = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
            var last = "";
            var lastAt = Instant.MIN;
            for (int i = 0; i < 2_000 && !open.isEmpty(); i++) {
                now = now.plusMillis(chance.nextInt(20_000));
                var number = open.get(chance.nextInt(open.size()));
                if (ask(number, now) == null) {
                    if (!last.isEmpty() && !last.equals(number)) {
                        assertThat(Duration.between(lastAt, now))
                                .as("seed " + seed)
                                .isGreaterThanOrEqualTo(GAP);
                    }
                    last = number;
                    lastAt = now;
                    if (chance.nextBoolean()) {
                        open.remove(number); // Otherwise it is sent again some time.
                    }
                }
            }
            assertThat(open).as("seed " + seed).isEmpty();
        }
    }
}
