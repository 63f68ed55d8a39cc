package cn.juhui.platform.messaging.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.kafka.listener.BatchListenerFailedException;

@Timeout(20)
class PollTest {

    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final HandledAhead ahead = new HandledAhead();

    private void brings(String subject, int count) {
        for (int n = 1; n <= count; n++) {
            var record =
                    new ConsumerRecord<>(
                            "topic", 0, records.size(), new byte[0], bytes(subject + n));
            record.headers().add("ce_subject", bytes(subject));
            records.add(record);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private List<String> handledOf(String subject) {
        return handled.stream().filter(text -> text.startsWith(subject)).toList();
    }

    private void handle(Consumer<String> handler) {
        new Poll(
                        records,
                        ahead,
                        record -> {
                            handler.accept(text(record));
                            handled.add(text(record));
                        })
                .handle();
    }

    @Test
    void one_aggregates_records_come_in_their_order_and_aggregates_side_by_side() {
        brings("a", 3);
        brings("b", 3);
        var both = new CyclicBarrier(2);

        handle(text -> {
            try {
                both.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("One waits for the other", e);
            }
        });

        assertThat(handledOf("a")).containsExactly("a1", "a2", "a3");
        assertThat(handledOf("b")).containsExactly("b1", "b2", "b3");
    }

    @Test
    void what_fails_keeps_back_what_follows_in_its_aggregate_and_nothing_else() {
        brings("a", 2);
        brings("b", 3);
        brings("c", 2);

        assertThatThrownBy(() ->
                        handle(text -> {
                            if (text.equals("b2")) {
                                throw new IllegalStateException("poison");
                            }
                        }))
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        e -> {
                            assertThat(e.getRecord().offset()).isEqualTo(3);
                            assertThat(e).hasRootCauseMessage("poison");
                        });

        assertThat(handled).containsExactlyInAnyOrder("a1", "a2", "b1", "c1", "c2");
    }

    @Test
    void what_was_handled_ahead_of_what_failed_is_not_handled_again_with_it() {
        brings("a", 2);
        brings("b", 2);
        assertThatThrownBy(() ->
                        handle(text -> {
                            if (text.equals("a1")) {
                                throw new IllegalStateException("not yet");
                            }
                        }))
                .isInstanceOf(BatchListenerFailedException.class);
        assertThat(handled).containsExactly("b1", "b2");

        handle(text -> {});

        assertThat(handled).containsExactly("b1", "b2", "a1", "a2");
        assertThat(ahead.contains(records.getLast())).isFalse();
    }

    @Test
    void of_several_that_fail_the_first_is_named_because_all_before_it_are_done() {
        brings("a", 2);
        brings("b", 2);

        assertThatThrownBy(() ->
                        handle(text -> {
                            if (text.equals("a2") || text.equals("b1")) {
                                throw new IllegalStateException(text);
                            }
                        }))
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        e -> assertThat(e).hasRootCauseMessage("a2"));

        assertThat(handled).containsExactly("a1");
    }

    @Test
    void in_an_outage_nothing_new_is_begun_and_nothing_that_was_left_counts_as_done() {
        for (int i = 0; i < 100; i++) {
            brings("s" + i + "-", 1);
        }

        assertThatThrownBy(() ->
                        handle(text -> {
                            if (text.startsWith("s40-")) {
                                throw new IllegalStateException(new TimeoutException("away"));
                            }
                        }))
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        e -> {
                            assertThat(e).hasRootCauseMessage("away");
                            var first = (int) e.getRecord().offset();
                            assertThat(handled)
                                    .containsAll(
                                            records.subList(0, first).stream()
                                                    .map(PollTest::text)
                                                    .toList());
                        });
    }
}
