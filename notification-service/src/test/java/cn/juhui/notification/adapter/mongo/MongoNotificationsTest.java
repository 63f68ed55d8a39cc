package cn.juhui.notification.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.notification.domain.Recipient.Side;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/// The positions of an inbox, while several instances store.
class MongoNotificationsTest {

    private static final int EACH = 60;
    private static final int WRITERS = 6;

    private static final MongoClient CLIENT =
            MongoClients.create(
                    com.mongodb.MongoClientSettings.builder()
                            .applyConnectionString(
                                    new com.mongodb.ConnectionString(TestBackends.mongoUri()))
                            .readConcern(ReadConcern.MAJORITY)
                            .build());

    private final String database = "test_" + UUID.randomUUID().toString().substring(0, 8);
    private final MongoNotifications one = instance();
    private final MongoNotifications other = instance();
    private final Recipient alice = new Recipient(Side.CUSTOMER, "cus_alice");
    private final Recipient shop = new Recipient(Side.MERCHANT, "mer_shop");

    private MongoNotifications instance() {
        return new MongoNotifications(
                new MongoTemplate(new SimpleMongoClientDatabaseFactory(CLIENT, database)), false);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static Notification news(Recipient recipient, String eventId) {
        return new Notification(
                Ids.next("ntf"),
                eventId,
                "refund.requested",
                "rfd_1",
                null,
                recipient,
                List.of("refund.requested", "JH1"),
                Instant.EPOCH,
                false,
                0);
    }

    @Test
    void positions_follow_each_other_and_a_reader_sees_none_before_the_ones_below()
            throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var read = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                var instance = i % 2 == 0 ? one : other;
                var toBoth = new Random(random.nextLong());
                writers.add(
                        threads.submit(() -> {
                            for (int n = 0; n < EACH; n++) {
                                var event = Ids.next("evt");
                                instance.add(
                                        toBoth.nextBoolean()
                                                ? List.of(news(alice, event), news(shop, event))
                                                : List.of(news(shop, event)));
                            }
                        }));
            }
            var last = 0L;
            while (last < WRITERS * EACH) {
                for (var found : one.after(shop, last, 1 + random.nextInt(10))) {
                    last = found.position();
                    read.add(last);
                }
                if (writers.stream().allMatch(Future::isDone)
                        && other.last(List.of(shop)).containsValue(last)) {
                    break;
                }
            }
            for (var writer : writers) {
                writer.get();
            }
        }
        assertThat(read)
                .as("seed %s", seed)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, WRITERS * EACH).boxed().toList());
        var alices = one.after(alice, 0, WRITERS * EACH);
        assertThat(alices.stream().map(Notification::position))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, alices.size()).boxed().toList());
    }

    @Test
    void an_event_that_is_heard_again_takes_no_position() {
        var event = Ids.next("evt");
        assertThat(one.add(List.of(news(alice, event))))
                .extracting(Notification::position)
                .containsExactly(1L);
        assertThat(other.add(List.of(news(alice, event), news(shop, event))))
                .extracting(Notification::recipient)
                .containsExactly(shop);
        assertThat(other.add(List.of(news(alice, Ids.next("evt")))))
                .extracting(Notification::position)
                .containsExactly(2L);
    }

    @Test
    void what_is_unread_in_an_inbox_is_found_without_looking_at_the_rest() {
        var all = new ArrayList<Notification>();
        for (int i = 0; i < 300; i++) {
            all.addAll(one.add(List.of(news(alice, "evt_" + i))));
        }
        var unread = all.subList(0, 2).stream().map(Notification::id).toList().reversed();
        all.stream().skip(2).forEach(n -> one.read(List.of(alice), n.id()));

        assertThat(one.list(List.of(alice), true, null, 10))
                .extracting(Notification::id)
                .containsExactlyElementsOf(unread);
        var find =
                Document.parse(
                        "{find: 'notifications', filter: {inbox: {$in: ['%s']}, read: false}, sort: {_id: -1}, limit: 10}"
                                .formatted(alice.inbox()));
        var plan =
                CLIENT.getDatabase(database)
                        .runCommand(new Document("explain", find))
                        .getEmbedded(List.of("queryPlanner", "winningPlan"), Document.class);
        assertThat(plan.getString("stage")).as(plan.toJson()).isEqualTo("IXSCAN");
        assertThat(plan.get("entries", Number.class).intValue()).isEqualTo(2);
    }

    @Test
    void one_look_finds_what_is_new_in_many_inboxes() {
        var known = new java.util.HashMap<Recipient, Long>();
        for (int i = 0; i < 450; i++) {
            known.put(new Recipient(Side.CUSTOMER, "cus_" + i), 0L);
        }
        var late = new Recipient(Side.CUSTOMER, "cus_449");
        one.add(List.of(news(alice, "evt_1")));
        one.add(List.of(news(alice, "evt_2")));
        one.add(List.of(news(late, "evt_1")));
        known.put(alice, 1L);
        known.put(shop, 0L);

        assertThat(other.newer(known)).isEqualTo(Map.of(alice, 2L, late, 1L));
        known.putAll(other.newer(known));
        assertThat(other.newer(known)).isEmpty();
        assertThat(other.last(List.of(alice, shop))).isEqualTo(Map.of(alice, 2L, shop, 0L));
    }
}
