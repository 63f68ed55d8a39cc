package cn.juhui.payout.adapter.mongo;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.unwind;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.payout.application.ledger.Ledger;
import cn.juhui.payout.domain.ledger.LedgerAccount;
import cn.juhui.payout.domain.ledger.LedgerEntry;
import cn.juhui.payout.domain.ledger.LedgerEntry.Line;
import cn.juhui.payout.domain.ledger.LedgerFact;
import cn.juhui.platform.journal.QueryTime;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `ledger`: `{_id, at, fact, merchantId, payoutId?, refundId?, payoutNo?, reference?, currency, lines: [{account, debit, credit}]}`. Documents are inserted; nothing changes or
/// deletes one.
public final class MongoLedger implements Ledger {

    private final MongoCollection<Document> entries;

    public MongoLedger(MongoTemplate mongo) {
        this.entries = mongo.getCollection("ledger");
        entries.createIndex(Indexes.ascending("payoutId", "at", "_id"));
        entries.createIndex(Indexes.ascending("merchantId", "at", "_id"));
        entries.createIndex(Indexes.ascending("at", "_id"));
    }

    @Override
    public void enter(List<LedgerEntry> some) {
        if (some.isEmpty()) {
            return;
        }
        try {
            entries.insertMany(
                    some.stream().map(MongoLedger::encode).toList(),
                    new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            var others =
                    e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY);
            if (others || e.getWriteConcernError() != null) {
                throw e;
            }
        }
    }

    @Override
    public List<LedgerEntry> ofPayouts(Collection<String> payoutIds) {
        return found(in("payoutId", payoutIds), Integer.MAX_VALUE);
    }

    @Override
    public @Nullable LedgerEntry find(String id) {
        return found(eq("_id", id), 1).stream().findFirst().orElse(null);
    }

    @Override
    public List<LedgerEntry> list(Which which, @Nullable Position after, int limit) {
        var filters = new ArrayList<Bson>();
        if (which.payoutId() != null) {
            filters.add(eq("payoutId", which.payoutId()));
        }
        if (which.merchantId() != null) {
            filters.add(eq("merchantId", which.merchantId()));
        }
        if (which.from() != null) {
            filters.add(gte("at", start(which.from())));
        }
        if (which.to() != null) {
            filters.add(lt("at", start(which.to().plusDays(1))));
        }
        if (after != null) {
            var at = Date.from(after.changedAt());
            filters.add(gte("at", at));
            filters.add(or(gt("at", at), and(eq("at", at), gt("_id", after.payoutId()))));
        }
        return found(filters.isEmpty() ? Filters.empty() : and(filters), limit);
    }

    private List<LedgerEntry> found(Bson filter, int limit) {
        var found = new ArrayList<LedgerEntry>();
        for (var d :
                entries.find(filter)
                        .sort(Sorts.ascending("at", "_id"))
                        .limit(limit)
                        .maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)) {
            found.add(decode(d));
        }
        return found;
    }

    @Override
    public List<Balance> balances(
            @Nullable LocalDate from, LocalDate until, @Nullable String merchantId) {
        var time = lt("at", start(until.plusDays(1)));
        var which = from == null ? time : and(gte("at", start(from)), time);
        var stages = new ArrayList<Bson>();
        stages.add(match(merchantId == null ? which : and(eq("merchantId", merchantId), which)));
        stages.add(unwind("$lines"));
        if (merchantId != null) {
            stages.add(match(eq("lines.account", LedgerAccount.merchant(merchantId))));
        }
        stages.add(
                group(
                        new Document("account", "$lines.account").append("currency", "$currency"),
                        sum("debit", "$lines.debit"),
                        sum("credit", "$lines.credit")));
        var balances = new ArrayList<Balance>();
        for (var d :
                entries.aggregate(stages).maxTime(QueryTime.MOST_MILLIS, TimeUnit.MILLISECONDS)) {
            var key = d.get("_id", Document.class);
            balances.add(
                    new Balance(
                            key.getString("account"),
                            key.getString("currency"),
                            d.get("debit", Number.class).longValue(),
                            d.get("credit", Number.class).longValue()));
        }
        balances.sort(Comparator.comparing(Balance::account).thenComparing(Balance::currency));
        return balances;
    }

    private static Date start(LocalDate day) {
        return Date.from(day.atStartOfDay(LedgerEntry.ZONE).toInstant());
    }

    private static Document encode(LedgerEntry e) {
        var d =
                new Document("_id", e.id())
                        .append("at", Date.from(e.at()))
                        .append("fact", e.fact().name())
                        .append("merchantId", e.merchantId())
                        .append("currency", e.currency())
                        .append("lines", e.lines().stream().map(MongoLedger::encode).toList());
        put(d, "payoutId", e.payoutId());
        put(d, "refundId", e.refundId());
        put(d, "payoutNo", e.payoutNo());
        put(d, "reference", e.reference());
        return d;
    }

    private static void put(Document d, String name, @Nullable String value) {
        if (value != null) {
            d.append(name, value);
        }
    }

    private static Document encode(Line line) {
        return new Document("account", line.account())
                .append("debit", Math.max(0, line.amount()))
                .append("credit", Math.max(0, -line.amount()));
    }

    private static LedgerEntry decode(Document d) {
        Instant at = d.getDate("at").toInstant();
        return new LedgerEntry(
                d.getString("_id"),
                at,
                LedgerFact.valueOf(d.getString("fact")),
                d.getString("merchantId"),
                d.getString("payoutId"),
                d.getString("refundId"),
                d.getString("payoutNo"),
                d.getString("reference"),
                d.getString("currency"),
                d.getList("lines", Document.class).stream()
                        .map(line ->
                                new Line(
                                        line.getString("account"),
                                        line.get("debit", Number.class).longValue()
                                                - line.get("credit", Number.class).longValue()))
                        .toList());
    }
}
