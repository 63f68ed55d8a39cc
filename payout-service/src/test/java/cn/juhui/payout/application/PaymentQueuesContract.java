package cn.juhui.payout.application;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [PaymentQueues] does.
public abstract class PaymentQueuesContract {

    private static final Instant T0 = Instant.parse("2026-11-24T02:00:00Z");
    private static final Duration MINUTE = Duration.ofSeconds(62);

    private final String payment = Ids.next("tst");

    protected abstract PaymentQueues queues();

    private Optional<Instant> ask(String number, Instant at) {
        return queues().ask(PaymentChannel.WECHAT_PAY, payment, number, at);
    }

    @Test
    void the_only_refund_of_a_payment_waits_for_nobody() {
        assertThat(ask("one", T0)).isEmpty();
        assertThat(ask("one", T0.plusSeconds(4))).as("sent again").isEmpty();
        assertThat(queues().ask(PaymentChannel.WECHAT_PAY, Ids.next("tst"), "two", T0)).isEmpty();
        assertThat(queues().ask(PaymentChannel.ALIPAY, payment, "two", T0)).isEmpty();
    }

    @Test
    void the_others_come_back_one_by_one_in_the_order_in_which_they_asked() {
        assertThat(ask("one", T0)).isEmpty();
        assertThat(ask("two", T0)).hasValue(T0.plus(MINUTE));
        assertThat(ask("three", T0)).hasValue(T0.plus(MINUTE.multipliedBy(2)));
        assertThat(ask("two", T0.plus(MINUTE).minusMillis(1))).hasValue(T0.plus(MINUTE));
        assertThat(ask("two", T0.plus(MINUTE))).isEmpty();
        assertThat(ask("three", T0.plus(MINUTE.multipliedBy(2)))).isEmpty();
    }

    @Test
    void of_many_who_ask_at_once_one_is_let_through_and_each_of_the_others_has_its_own_time() {
        var answers =
                IntStream.range(0, 20).parallel().mapToObj(i -> ask("number" + i, T0)).toList();

        assertThat(answers.stream().filter(Optional::isEmpty)).hasSize(1);
        assertThat(answers.stream().flatMap(Optional::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 19)
                                .mapToObj(i -> T0.plus(MINUTE.multipliedBy(i)))
                                .toList());
    }

    @Test
    void a_bank_has_no_such_rule() {
        for (var number : new String[] {"one", "two"}) {
            assertThat(queues().ask(PaymentChannel.BANK_CARD, payment, number, T0)).isEmpty();
        }
    }
}
