package cn.juhui.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.EventSender;
import cn.juhui.platform.testkit.TestBackends;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A journal's own members and its collection are nobody else's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalNamesTest {

    private JournalBackends backends;
    private EventSender sender;

    @BeforeAll
    void start() throws Exception {
        backends = new JournalBackends(TestBackends.mongoUri(), TestBackends.kafkaServers());
        sender = new EventSender("test-service", TestBackends.kafkaServers());
    }

    @AfterAll
    void stop() {
        sender.close();
        backends.close();
    }

    private JournalFactory aFactory() {
        return new JournalFactory(
                backends.mongo,
                sender,
                JournalContract.CLOCK,
                new SimpleMeterRegistry(),
                backends.levers);
    }

    /// A member that is the journal's own would be lost under it, or the history under the member.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "history",
                "historyBytes",
                "seen",
                "published",
                "publishDueAt",
                "dueAt",
                "_id",
                "merchantId",
                "seen.x",
                "$set",
                ""
            })
    void no_member_for_queries_has_a_name_that_is_the_journals(String name) {
        var spec =
                new JournalSpec<Tally>(
                        backends.collection,
                        backends.topic,
                        Tally.class,
                        _ -> "mer_test",
                        Tally::due,
                        t -> Map.of(name, t.count()),
                        List.of());
        var id = Ids.next("tal");
        var first = List.of(Tally.event("new"));
        var by = Tally.by(Tally.ALICE);
        try (var factory = aFactory()) {
            Journal<Tally, MessagePosted> journal = factory.create(spec);
            assertThatThrownBy(() -> journal.add(id, new Tally(0, 9, null), first, by))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining(spec.collection());
            assertThat(journal.find(id)).isEmpty();
        }
    }

    /// Each of the two would tell what the other has to tell.
    @Test
    void a_collection_has_one_journal() {
        var spec = Tally.spec(backends.collection, backends.topic);
        try (var factory = aFactory()) {
            factory.create(spec);
            assertThatThrownBy(() -> factory.create(spec))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(backends.collection);
        }
    }
}
