package cn.juhui.platform.http.idempotency;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.platform.security.SealingKeys;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class IdempotencyStoreTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final StoredAnswer ANSWER =
            new StoredAnswer(
                    201,
                    Map.of("Location", "/v1/things/thg_1", "ETag", "\"1\""),
                    bytes("{\"holderName\":\"王小明\",\"account\":\"6222020200001234567\"}"));

    private final MovableClock business = new MovableClock(START);
    private final MovableClock wall = new MovableClock(START);
    private final SealingKeys keys = SealingKeys.ofHex(List.of("a".repeat(64)));
    private final String key = UUID.randomUUID().toString();
    private final byte[] request = digest("{\"account\":\"6222020200001234567\"}");

    private MongoClient client;
    private MongoTemplate mongo;
    private IdempotencyStore store;

    @BeforeEach
    void open() {
        client = MongoClients.create(TestBackends.mongoUri());
        mongo = new MongoTemplate(client, "test_" + UUID.randomUUID().toString().substring(0, 8));
        store = store(keys);
    }

    @AfterEach
    void close() {
        mongo.getDb().drop();
        client.close();
    }

    /// Another instance, or the same one after a restart.
    private IdempotencyStore store(SealingKeys keys) {
        return new IdempotencyStore(mongo, keys, business, wall);
    }

    private MongoCollection<Document> documents() {
        return mongo.getCollection("idempotency");
    }

    private Document document() {
        return documents().find(eq("_id", key)).first();
    }

    private Claim.Mine claimed() {
        var claim = store.claim(key, request);
        assertThat(claim).isInstanceOf(Claim.Mine.class);
        return (Claim.Mine) claim;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class Leases {

        @Test
        void a_key_is_in_use_while_it_is_worked_on_however_long_that_takes() {
            var mine = claimed();
            for (int i = 0; i < 60; i++) {
                wall.advance(IdempotencyStore.RENEWAL);
                store.renew();
                assertThat(store(keys).claim(key, request)).isInstanceOf(Claim.InUse.class);
            }
            assertThat(store.finish(mine, request, ANSWER)).isTrue();
        }

        @Test
        void moving_the_business_clock_ends_none() {
            var mine = claimed();
            business.advance(Duration.ofDays(400));
            store.expire();

            assertThat(store(keys).claim(key, request)).isInstanceOf(Claim.InUse.class);
            assertThat(store.finish(mine, request, ANSWER)).isTrue();
        }

        @Test
        void after_a_death_the_next_try_goes_on_under_the_same_name() {
            var dead = claimed();
            wall.advance(IdempotencyStore.LEASE.minusMillis(1));
            assertThat(store(keys).claim(key, request)).isInstanceOf(Claim.InUse.class);
            wall.advance(Duration.ofMillis(1));

            assertThat(store(keys).claim(key, request))
                    .isInstanceOfSatisfying(
                            Claim.Mine.class,
                            mine -> {
                                assertThat(mine.operation()).isEqualTo(dead.operation());
                                assertThat(mine.repeated()).isTrue();
                            });
        }

        @Test
        void who_stood_still_too_long_writes_nothing() {
            var late = claimed();
            wall.advance(IdempotencyStore.LEASE);
            var second = (Claim.Mine) store(keys).claim(key, request);

            var other = new StoredAnswer(409, Map.of(), bytes("late"));
            assertThat(store.finish(late, request, other)).isFalse();
            store.forget(late);
            store.release(late);
            store.renew();
            assertThat(store(keys).claim(key, request)).isInstanceOf(Claim.InUse.class);
            assertThat(store.finish(second, request, ANSWER)).isTrue();

            assertThat(store.finish(late, request, other)).isFalse();
            assertThat(store.find(key, request)).usingRecursiveComparison().isEqualTo(ANSWER);
        }
    }

    @Nested
    class Answers {

        @Test
        void are_found_after_a_restart_and_not_readable_in_the_store() {
            store.finish(claimed(), request, ANSWER);

            assertThat(store(keys).claim(key, request))
                    .isInstanceOfSatisfying(
                            Claim.Done.class,
                            done ->
                                    assertThat(done.answer())
                                            .usingRecursiveComparison()
                                            .isEqualTo(ANSWER));
            var record = document();
            var sealed = record.get("sealed", Binary.class).getData();
            assertThat(record.toJson() + new String(sealed, StandardCharsets.UTF_8))
                    .doesNotContain("王小明", "6222020200001234567", "thg_1");
            assertThat(record.getString("sealedBy")).isEqualTo(keys.id());
        }

        @Test
        void cannot_be_put_in_the_place_of_others() {
            store.finish(claimed(), request, ANSWER);
            var stolen = document().append("_id", "other");
            documents().insertOne(stolen);

            assertThatThrownBy(() -> store.claim("other", request))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void are_opened_by_an_old_key_too() {
            store.finish(claimed(), request, ANSWER);
            var both = SealingKeys.ofHex(List.of("b".repeat(64), "a".repeat(64)));
            assertThat(store(both).claim(key, request)).isInstanceOf(Claim.Done.class);
            assertThat(store(both).claim(key, digest("{}"))).isInstanceOf(Claim.OtherRequest.class);
        }

        @Test
        void whose_key_is_gone_are_found_anew_by_the_operations_name() {
            var first = claimed();
            store.finish(first, request, ANSWER);
            wall.advance(IdempotencyStore.LEASE);
            var without = store(SealingKeys.ofHex(List.of("b".repeat(64))));

            assertThat(without.claim(key, request))
                    .isInstanceOfSatisfying(
                            Claim.Mine.class,
                            mine -> {
                                assertThat(mine.operation()).isEqualTo(first.operation());
                                without.finish(mine, request, ANSWER);
                            });
            assertThat(without.claim(key, request)).isInstanceOf(Claim.Done.class);
        }

        @Test
        void are_gone_after_a_day_and_the_key_is_free() {
            var first = claimed();
            store.finish(first, request, ANSWER);
            business.advance(Duration.ofHours(24).minusMillis(1));
            store.expire();
            assertThat(store.claim(key, request)).isInstanceOf(Claim.Done.class);
            assertThat(store.claim(key, digest("{}"))).isInstanceOf(Claim.OtherRequest.class);
            business.advance(Duration.ofMillis(1));

            assertThat(store.claim(key, digest("{}")))
                    .isInstanceOfSatisfying(
                            Claim.Mine.class,
                            mine -> {
                                assertThat(mine.operation()).isNotEqualTo(first.operation());
                                assertThat(mine.repeated()).isFalse();
                            });
            business.advance(Duration.ofHours(24));
            wall.advance(IdempotencyStore.LEASE);
            store.expire();
            assertThat(documents().countDocuments()).isZero();
        }

        @Test
        void of_old_directories_are_read_until_their_day_is_over() {
            documents()
                    .insertOne(
                            new Document("_id", key)
                                    .append("fingerprint", HexFormat.of().formatHex(request))
                                    .append("operation", UUID.randomUUID().toString())
                                    .append("leaseUntil", Date.from(START))
                                    .append("createdAt", Date.from(START))
                                    .append("status", 201)
                                    .append("headers", new Document("ETag", "\"1\""))
                                    .append("body", new Binary(bytes("{}"))));

            assertThat(store.claim(key, digest("{}"))).isInstanceOf(Claim.OtherRequest.class);
            assertThat(store.claim(key, request))
                    .isInstanceOfSatisfying(
                            Claim.Done.class,
                            done ->
                                    assertThat(done.answer())
                                            .usingRecursiveComparison()
                                            .isEqualTo(
                                                    new StoredAnswer(
                                                            201,
                                                            Map.of("ETag", "\"1\""),
                                                            bytes("{}"))));
            business.advance(Duration.ofHours(24));
            store.expire();
            assertThat(documents().countDocuments()).isZero();
        }
    }

    @Nested
    class Fingerprints {

        @Test
        void cannot_be_guessed_without_the_key() {
            claimed();
            assertThat(document().getString("fingerprint"))
                    .startsWith(keys.id() + ":")
                    .doesNotContain(HexFormat.of().formatHex(request));
        }

        @Test
        void tell_another_request() {
            claimed();
            documents()
                    .updateOne(eq("_id", key), Updates.set("leaseUntil", Date.from(Instant.EPOCH)));
            assertThat(store.claim(key, digest("{}"))).isInstanceOf(Claim.OtherRequest.class);
        }
    }
}
