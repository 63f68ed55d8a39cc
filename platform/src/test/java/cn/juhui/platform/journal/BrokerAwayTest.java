package cn.juhui.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.embeddedkafka.EmbeddedKafka;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestBackends;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A broker that goes away for longer than a record is tried to be sent (30 seconds): work goes on, nothing is lost, order holds.
@Execution(ExecutionMode.CONCURRENT)
class BrokerAwayTest {

    private static final Duration AWAY = Duration.ofSeconds(35);

    @Test
    void what_happened_while_the_broker_was_away_is_told_when_it_is_back(@TempDir Path data)
            throws Exception {
        var kafka = EmbeddedKafka.start(data, "127.0.0.1", 0);
        var port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
        try (var backends =
                new JournalBackends(TestBackends.mongoUri(), kafka.bootstrapServers())) {
            var journal = backends.instance(JournalContract.CLOCK);
            var expected = new HashMap<String, Integer>();
            for (int i = 0; i < 20; i++) {
                var id = Ids.next("tal");
                journal.add(
                        id,
                        new Tally(0, 1000, null),
                        List.of(Tally.event("new")),
                        Tally.by(Tally.ALICE));
                expected.put(id, 1);
            }
            backends.awaitAllPublished();

            kafka.close();
            var back = Instant.now().plus(AWAY);
            Awaitility.await()
                    .atMost(AWAY.plusSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        for (var id : expected.keySet()) {
                            journal.<String>handle(
                                    id, Tally.by(Tally.ALICE), t -> t.aggregate().add(1));
                        }
                        expected.replaceAll((id, entries) -> entries + 1);
                        return Instant.now().isAfter(back);
                    });

            try (var again = EmbeddedKafka.start(data, "127.0.0.1", port)) {
                assertThat(again.bootstrapServers()).isEqualTo(kafka.bootstrapServers());
                var told = backends.told(expected);
                expected.forEach((id, entries) ->
                        MongoJournalTest.assertInOrderOnceSeen(told.get(id), entries));
                backends.awaitAllPublished();
            }
        }
    }
}
