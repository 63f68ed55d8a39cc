package cn.juhui.notification.adapter.mongo.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.notification.application.webhook.Endpoints.Untold;
import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.notification.domain.webhook.Endpoint.DisabledBecause;
import cn.juhui.notification.domain.webhook.Secret;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.process.WrongVariablesException;
import cn.juhui.platform.security.SealingKeys;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/// How many endpoints a merchant can have, what seals their secrets, and who was told of a disabled one.
class MongoEndpointsTest {

    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);
    private static final int MOST = 20;

    private static final MongoClient CLIENT = MongoClients.create(TestBackends.mongoUri());

    private final MongoTemplate mongo =
            new MongoTemplate(
                    new SimpleMongoClientDatabaseFactory(
                            CLIENT, "test_" + UUID.randomUUID().toString().substring(0, 8)));
    private final String shop = "mer_" + UUID.randomUUID().toString().substring(0, 8);

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private MongoEndpoints sealedBy(String... keys) {
        return new MongoEndpoints(mongo, SealingKeys.ofHex(List.of(keys)));
    }

    private MongoCollection<Document> stored() {
        return mongo.getCollection("webhookEndpoints");
    }

    private Endpoint endpoint() {
        return new Endpoint(
                Ids.next("whe"),
                shop,
                "https://erp.example.com/hooks",
                Set.of(),
                "",
                false,
                null,
                List.of(Secret.next(new SecureRandom())),
                Instant.EPOCH,
                1);
    }

    private static boolean added(MongoEndpoints endpoints, Endpoint endpoint) {
        return endpoints.add(endpoint, 0, MOST);
    }

    @Test
    void a_merchant_has_no_more_than_it_may_however_many_are_made_at_once() throws Exception {
        var one = sealedBy(OLD);
        var other = sealedBy(OLD);
        var together = new CyclicBarrier(2 * MOST);
        var made = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2 * MOST; i++) {
                var instance = i % 2 == 0 ? one : other;
                made.add(
                        threads.submit(() -> {
                            together.await();
                            return added(instance, endpoint());
                        }));
            }
        }
        var yes = 0;
        for (var answer : made) {
            yes += answer.get() ? 1 : 0;
        }
        assertThat(yes).isEqualTo(MOST);
        assertThat(stored().countDocuments()).isEqualTo(MOST);
    }

    @Test
    void the_place_of_one_that_was_removed_is_free_again() {
        var endpoints = sealedBy(OLD);
        var all = IntStream.range(0, MOST).mapToObj(_ -> endpoint()).toList();
        all.forEach(one -> assertThat(added(endpoints, one)).isTrue());
        assertThat(added(endpoints, endpoint())).isFalse();
        endpoints.remove(shop, all.get(7).id());
        assertThat(added(endpoints, endpoint())).isTrue();
        assertThat(added(endpoints, endpoint())).isFalse();
        assertThat(endpoints.add(endpoint(), 0, MOST - 5)).isFalse();
    }

    @Test
    void those_of_an_earlier_version_count_too() {
        var endpoints = sealedBy(OLD);
        for (int i = 0; i < MOST - 1; i++) {
            added(endpoints, endpoint());
        }
        stored().updateMany(new Document(), new Document("$unset", new Document("place", "")));
        assertThat(added(endpoints, endpoint())).isTrue();
        assertThat(added(endpoints, endpoint())).isFalse();
    }

    @Test
    void secrets_are_sealed_anew_and_then_the_old_key_can_go() {
        var endpoint = endpoint();
        added(sealedBy(OLD), endpoint);
        var sealed = stored().find().first();

        assertThatThrownBy(() -> sealedBy(NEW))
                .isInstanceOf(WrongVariablesException.class)
                .hasMessageContaining("WEBHOOK_KEYS")
                .hasMessageContaining(SealingKeys.ofHex(List.of(OLD)).id());

        var both = sealedBy(NEW, OLD);
        assertThat(both.find(shop, endpoint.id())).hasValue(endpoint);
        both.reseal();
        assertThat(stored().find().first()).isNotEqualTo(sealed);

        assertThat(sealedBy(NEW).find(shop, endpoint.id())).hasValue(endpoint);
        assertThatThrownBy(() -> sealedBy(OLD)).isInstanceOf(WrongVariablesException.class);
    }

    @Test
    void a_change_that_was_made_meanwhile_is_not_undone_by_sealing_anew() {
        var endpoint = endpoint();
        var both = sealedBy(NEW, OLD);
        added(sealedBy(OLD), endpoint);
        var rotated =
                endpoint.rotated(
                        Secret.next(new SecureRandom()),
                        Instant.EPOCH,
                        java.time.Duration.ofDays(1));
        assertThat(both.change(rotated, null)).isTrue();
        both.reseal();
        assertThat(both.find(shop, endpoint.id())).hasValue(rotated);
    }

    @Test
    void who_was_disabled_stays_to_be_told_until_that_is_noted() {
        var endpoints = sealedBy(OLD);
        var endpoint = endpoint();
        added(endpoints, endpoint);
        var disabled = endpoint.disabled(DisabledBecause.FAILING);
        assertThat(endpoints.disable(disabled)).isTrue();
        assertThat(endpoints.disable(disabled)).isFalse();

        var described = disabled.described(disabled.url(), Set.of(), "ERP", false);
        assertThat(endpoints.change(described, null)).isTrue();
        var untold = sealedBy(OLD).untold(10);
        assertThat(untold).containsExactly(new Untold(described, disabled.version()));
        endpoints.told(new Untold(described, described.version()));
        assertThat(endpoints.untold(10)).isNotEmpty();
        endpoints.told(untold.getFirst());
        assertThat(endpoints.untold(10)).isEmpty();
    }
}
