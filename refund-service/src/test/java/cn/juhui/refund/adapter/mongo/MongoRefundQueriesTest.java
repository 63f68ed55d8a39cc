package cn.juhui.refund.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.testkit.TestBackends;
import cn.juhui.refund.application.RefundQueries.Filter;
import cn.juhui.refund.application.RefundQueries.Order;
import cn.juhui.refund.application.RefundQueries.Sight;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.state.Status;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Indexes;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

/// How a merchant's queue is read when others' cases lie around it.
class MongoRefundQueriesTest {

    private static final int CASES = 600;
    private static final Instant START = Instant.parse("2026-11-24T01:00:00Z");

    private final Finds finds = new Finds();
    private final MongoTemplate mongo =
            new MongoTemplate(
                    MongoClients.create(
                            MongoClientSettings.builder()
                                    .applyConnectionString(
                                            new ConnectionString(TestBackends.mongoUri()))
                                    .addCommandListener(finds)
                                    .build()),
                    "test_" + UUID.randomUUID().toString().substring(0, 8));

    /// The latest find that was sent.
    private static final class Finds implements CommandListener {
        private @Nullable Document latest;

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals("find")) {
                latest = Document.parse(event.getCommand().toJson());
            }
        }
    }

    private static Filter everything() {
        return new Filter(Set.of(), null, null, null, null, null, null, null, null, null, null);
    }

    private void store() {
        var cases = mongo.getCollection(RefundDocuments.COLLECTION);
        for (var index : RefundDocuments.spec().indexes()) {
            cases.createIndex(
                    Indexes.compoundIndex(
                            index.stream()
                                    .map(member ->
                                            member.startsWith("-")
                                                    ? Indexes.descending(member.substring(1))
                                                    : Indexes.ascending(member))
                                    .toList()));
        }
        var state = StateMapper.toTree(Situations.underReview().refund());
        var statuses = Status.values();
        var all = new ArrayList<Document>();
        for (int i = 0; i < CASES; i++) {
            all.add(
                    new Document("_id", "rfd_%04d".formatted(i))
                            .append("merchantId", i % 20 == 0 ? "mer_small" : "mer_big")
                            .append("customerId", "cus_" + i)
                            .append("status", statuses[i * 7 % statuses.length].name())
                            .append("deadline", Date.from(START.plusSeconds(i * 37L % CASES)))
                            .append("createdAt", Date.from(START.plusSeconds(i)))
                            .append("updatedAt", Date.from(START))
                            .append("version", 1L)
                            .append("sequence", 1L)
                            .append("state", state));
        }
        cases.insertMany(all);
    }

    @Test
    void a_merchants_cases_come_by_deadline_and_nobody_elses_are_looked_at() {
        store();

        var found =
                new MongoRefundQueries(mongo)
                        .list(new Sight(null, "mer_small"), everything(), Order.DEADLINE, null, 10);

        assertThat(found.refunds()).hasSize(10);
        var places =
                found.refunds().stream()
                        .map(one -> Integer.parseInt(one.id().substring(4)) * 37L % CASES)
                        .toList();
        assertThat(places).isSorted();
        assertThat(places.getFirst()).isZero();
        var plan =
                mongo.executeCommand(new Document("explain", finds.latest))
                        .getEmbedded(List.of("queryPlanner", "winningPlan"), Document.class);
        assertThat(plan.getString("indexName")).as(plan.toJson()).contains("merchantId", "status");
        assertThat(plan.getBoolean("sorted")).isTrue();
        assertThat(plan.get("entries", Number.class).intValue()).isEqualTo(CASES / 20);
    }
}
