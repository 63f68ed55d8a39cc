package cn.juhui.platform.journal;

import static cn.juhui.platform.journal.MongoJournalTest.assertInOrderOnceSeen;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.platform.journal.history.HashChain;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.poll.HandledAhead;
import cn.juhui.platform.messaging.poll.Poll;
import cn.juhui.platform.testkit.TestBackends;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.kafka.listener.BatchListenerFailedException;

/// Records of many aggregates, polled at random, by processes that die in the middle of a batch (some of it stored, some not), are brought
/// again what they had committed, fail at one record, and lose their partition to another one without noticing. Whatever the seed: each record
/// changes its aggregate once, in order, and what the journal tells has no gap. `-Djuhui.seeds=1000` has more of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchesUnderCrashesTest {

    private static final int SEEDS = Integer.getInteger("juhui.seeds", 8);
    private static final long FIRST_SEED = Long.getLong("juhui.seed", 1);
    private static final int AGGREGATES = 10;
    private static final int RECORDS_EACH = 8;

    private JournalBackends backends;

    @BeforeAll
    void start() throws Exception {
        backends = new JournalBackends(TestBackends.mongoUri(), TestBackends.kafkaServers());
    }

    @AfterAll
    void stop() {
        backends.close();
    }

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS);
    }

    /// What a process's end looks like to who works in it: nothing that was begun goes on.
    private static final class Died extends RuntimeException {
        Died() {
            super("the process died", null, false, false);
        }
    }

    /// A process, from its start to its death: what it remembers goes with it.
    private final class Life {

        private final Journal<Tally, MessagePosted> journal = backends.instance(Clock.systemUTC());
        private final HandledAhead ahead = new HandledAhead();

        /// Handles records until the poll is done, one fails or the process dies.
        ///
        /// @param diesAfter so many records are begun; the one in hand then is or isn't stored
        /// @param fails the offset of the record that can't be handled this time; -1 for none
        /// @return the offset up to which all is done; -1 when the process died, which commits nothing
        long works(List<ConsumerRecord<byte[], byte[]>> poll, int diesAfter, long fails) {
            var begun = new AtomicInteger();
            try {
                new Poll(
                                poll,
                                ahead,
                                record -> {
                                    var number = begun.incrementAndGet();
                                    if (number > diesAfter && number % 2 == 0) {
                                        throw new Died();
                                    }
                                    if (record.offset() == fails) {
                                        throw new IllegalStateException("not this time");
                                    }
                                    hears(record);
                                    if (number > diesAfter) {
                                        throw new Died();
                                    }
                                })
                        .handle();
                return poll.getLast().offset() + 1;
            } catch (BatchListenerFailedException e) {
                return begun.get() > diesAfter ? -1 : e.getRecord().offset();
            }
        }

        private void hears(ConsumerRecord<byte[], byte[]> record) {
            var subject = new String(record.key(), StandardCharsets.UTF_8);
            var sequence = Long.parseLong(new String(record.value(), StandardCharsets.UTF_8));
            var cause =
                    new Cause(
                            Tally.ALICE,
                            "evt_" + subject + "_" + sequence,
                            null,
                            new Cause.Heard("of_" + subject, sequence),
                            null);
            journal.<String>handle(subject, cause, t -> t.aggregate().add(1));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void each_record_counts_once_and_in_order(long seed) throws Exception {
        var chance = new Random(seed);
        var first = new Life();
        var tallies = new ArrayList<String>();
        for (int i = 0; i < AGGREGATES; i++) {
            var id = Ids.next("tal");
            first.journal.add(
                    id,
                    new Tally(0, 1000, null),
                    List.of(Tally.event("new")),
                    Tally.by(Tally.ALICE));
            tallies.add(id);
        }
        var partition = records(tallies, chance);
        passes(partition, chance, first);

        var told = new HashMap<String, Integer>();
        tallies.forEach(id -> told.put(id, RECORDS_EACH + 1));
        backends.told(told)
                .forEach((id, sequences) -> {
                    if (told.containsKey(id)) {
                        assertInOrderOnceSeen(sequences, RECORDS_EACH + 1);
                    }
                });
        var journal = new Life().journal;
        for (var id : tallies) {
            assertCountedOnceInOrder(journal, id);
        }
        backends.stopInstances();
    }

    private void passes(List<ConsumerRecord<byte[], byte[]>> partition, Random chance, Life first)
            throws Exception {
        var lives = new ArrayList<>(List.of(first, new Life()));
        long committed = 0;
        var rounds = 0;
        while (committed < partition.size()) {
            assertThat(rounds++).as("rounds").isLessThan(1_000);
            var owner = chance.nextInt(2);
            // Now and then an offset was committed that nobody knows of any more.
            var from =
                    (int) Math.max(0, committed - (chance.nextInt(4) == 0 ? chance.nextInt(9) : 0));
            var to = Math.min(partition.size(), from + 1 + chance.nextInt(30));
            var poll = partition.subList(from, to);
            var diesAfter =
                    chance.nextInt(3) == 0 ? chance.nextInt(poll.size()) : Integer.MAX_VALUE;
            var fails = chance.nextInt(4) == 0 ? from + chance.nextInt(poll.size()) : -1;
            // Who lost the partition and doesn't know yet works on.
            var zombie = chance.nextInt(3) == 0 ? lives.get(1 - owner) : null;
            var other =
                    CompletableFuture.runAsync(() -> {
                        if (zombie != null) {
                            zombie.works(poll, Integer.MAX_VALUE, -1);
                        }
                    });
            var done = lives.get(owner).works(poll, diesAfter, fails);
            other.get(1, TimeUnit.MINUTES);
            if (done < 0) {
                lives.set(owner, new Life());
            } else {
                committed = Math.max(committed, done);
            }
        }
    }

    /// One partition: each aggregate's records in their order, aggregates mixed.
    private static List<ConsumerRecord<byte[], byte[]>> records(
            List<String> tallies, Random chance) {
        var next = new int[tallies.size()];
        var open = new ArrayList<>(IntStream.range(0, tallies.size()).boxed().toList());
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (!open.isEmpty()) {
            var which = open.get(chance.nextInt(open.size()));
            var subject = bytes(tallies.get(which));
            var record =
                    new ConsumerRecord<>(
                            "topic",
                            0,
                            records.size(),
                            subject,
                            bytes(Integer.toString(++next[which])));
            record.headers().add("ce_subject", subject);
            records.add(record);
            if (next[which] == RECORDS_EACH) {
                open.remove(which);
            }
        }
        return records;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertCountedOnceInOrder(Journal<Tally, MessagePosted> journal, String id) {
        assertThat(journal.find(id).orElseThrow().aggregate().count()).isEqualTo(RECORDS_EACH);
        var history = journal.history(id);
        assertThat(history.stream().skip(1).map(entry -> entry.cause()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, RECORDS_EACH)
                                .mapToObj(n -> "evt_" + id + "_" + n)
                                .toList());
        assertThat(HashChain.firstBroken(history)).isEmpty();
    }
}
