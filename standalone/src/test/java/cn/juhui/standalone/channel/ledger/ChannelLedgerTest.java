package cn.juhui.standalone.channel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.money.PaymentChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelLedgerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir Path folder;

    private static LedgerEntry anEntry(String refundNo, String channelRefundId) {
        return new LedgerEntry(
                PaymentChannel.ALIPAY,
                refundNo,
                "T1",
                9_900,
                "CNY",
                null,
                channelRefundId,
                NOON,
                NOON);
    }

    private Path file() {
        return folder.resolve("ledger.jsonl");
    }

    @Test
    void what_was_entered_is_there_after_a_restart() throws Exception {
        try (var ledger = ChannelLedger.open(file())) {
            ledger.enter(anEntry("pay_1", "A1"));
        }
        try (var ledger = ChannelLedger.open(file())) {
            assertThat(ledger.entries()).containsExactly(anEntry("pay_1", "A1"));
            assertThat(ledger.enter(anEntry("pay_1", "A2"))).isEqualTo(anEntry("pay_1", "A1"));
            assertThat(ledger.entries()).hasSize(1);
        }
    }

    @Test
    void a_number_that_many_enter_at_once_has_one_entry() throws Exception {
        try (var ledger = ChannelLedger.open(file());
                var threads = Executors.newFixedThreadPool(16)) {
            var answers =
                    threads.invokeAll(
                            IntStream.range(0, 64)
                                    .<Callable<LedgerEntry>>mapToObj(
                                            i -> () -> ledger.enter(anEntry("pay_1", "A" + i)))
                                    .toList());
            var counts = ledger.entries();
            assertThat(counts).hasSize(1);
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(counts.getFirst());
            }
        }
        assertThat(Files.readAllLines(file())).hasSize(1);
    }

    @Test
    void a_torn_last_line_is_cut_off_because_nobody_was_told_about_it() throws Exception {
        try (var ledger = ChannelLedger.open(file())) {
            ledger.enter(anEntry("pay_1", "A1"));
        }
        var whole = Files.size(file());
        Files.writeString(
                file(), "{\"channel\":\"ALIPAY\",\"refundNo\":\"pa", StandardOpenOption.APPEND);

        try (var ledger = ChannelLedger.open(file())) {
            assertThat(ledger.entries()).containsExactly(anEntry("pay_1", "A1"));
            assertThat(Files.size(file())).isEqualTo(whole);
            ledger.enter(anEntry("pay_2", "A2"));
        }
        try (var ledger = ChannelLedger.open(file())) {
            assertThat(ledger.entries()).hasSize(2);
        }
    }

    @Test
    void damage_in_the_middle_is_not_passed_over() throws Exception {
        Files.writeString(file(), "not an entry\n");
        assertThatThrownBy(() -> ChannelLedger.open(file()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void two_do_not_write_one_ledger() throws Exception {
        try (var ledger = ChannelLedger.open(file())) {
            assertThatThrownBy(() -> ChannelLedger.open(file()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use");
            assertThat(ledger.entries()).isEmpty();
        }
    }
}
