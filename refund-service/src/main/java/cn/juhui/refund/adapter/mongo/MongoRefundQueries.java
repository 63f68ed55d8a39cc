package cn.juhui.refund.adapter.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import cn.juhui.platform.journal.QueryTime;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.refund.application.EarlierCases;
import cn.juhui.refund.application.RefundQueries;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Looks cases up in the collection that the journal writes.
public final class MongoRefundQueries implements RefundQueries, EarlierCases {

    private static final Duration MOST = Duration.ofMillis(QueryTime.MOST_MILLIS);

    private final MongoTemplate mongo;

    public MongoRefundQueries(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<Stored<Refund>> find(String refundId) {
        var query = new Query(where("_id").is(refundId));
        query.fields().exclude("history");
        return Optional.ofNullable(mongo.findOne(query, Document.class, RefundDocuments.COLLECTION))
                .map(MongoRefundQueries::stored);
    }

    @Override
    public List<Refund> ofOrder(String orderId) {
        var query = new Query(where("orderId").is(orderId)).maxTime(MOST);
        query.fields().exclude("history");
        return mongo.find(query, Document.class, RefundDocuments.COLLECTION).stream()
                .map(document -> stored(document).aggregate())
                .toList();
    }

    @Override
    public Found list(
            Sight sight, Filter filter, Order order, @Nullable Position after, int limit) {
        var wanted = wanted(sight, filter);
        narrow(inOrder(sight, filter, order), wanted);
        if (after != null) {
            wanted.add(behind(after, order));
        }
        var query = query(wanted);
        query.fields().exclude("history");
        query.with(sort(order)).limit(limit + 1);
        var found = mongo.find(query, Document.class, RefundDocuments.COLLECTION);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        var next = found.size() > limit ? position(page.getLast(), order) : null;
        return new Found(page.stream().map(MongoRefundQueries::stored).toList(), next);
    }

    /// A merchant's cases lie in the order of their deadlines, status by status. All statuses named, the store reads them side by side instead of sorting all that the merchant ever had.
    private static Set<Status> inOrder(Sight sight, Filter filter, Order order) {
        var ofMerchant = sight.merchantId() != null || filter.merchantId() != null;
        return filter.statuses().isEmpty() && order == Order.DEADLINE && ofMerchant
                ? EnumSet.allOf(Status.class)
                : filter.statuses();
    }

    /// One bounded count per status, and one of what is overdue, each by an index.
    @Override
    public Counts counts(Sight sight, Filter filter, int upTo) {
        var statuses =
                filter.statuses().isEmpty() ? EnumSet.allOf(Status.class) : filter.statuses();
        var byStatus = new EnumMap<Status, Long>(Status.class);
        for (var status : statuses) {
            var wanted = wanted(sight, filter);
            wanted.add(where("status").is(status.name()));
            byStatus.put(status, count(wanted, upTo));
        }
        var overdue = wanted(sight, filter);
        narrow(filter.statuses(), overdue);
        overdue.add(where("overdue").is(true));
        return new Counts(byStatus, count(overdue, upTo));
    }

    @Override
    public long count(Sight sight, Filter filter, int upTo) {
        var wanted = wanted(sight, filter);
        narrow(filter.statuses(), wanted);
        return count(wanted, upTo);
    }

    private long count(List<Criteria> wanted, int upTo) {
        return mongo.count(query(wanted).limit(upTo), RefundDocuments.COLLECTION);
    }

    private static Query query(List<Criteria> wanted) {
        var query = wanted.isEmpty() ? new Query() : new Query(new Criteria().andOperator(wanted));
        return query.maxTime(MOST);
    }

    /// All that is asked for but the status.
    private static List<Criteria> wanted(Sight sight, Filter filter) {
        var wanted = new ArrayList<Criteria>();
        see(sight, wanted);
        narrow(filter, wanted);
        return wanted;
    }

    private static void see(Sight sight, List<Criteria> wanted) {
        var sides = new ArrayList<Criteria>();
        if (sight.customerId() != null) {
            sides.add(where("customerId").is(sight.customerId()));
        }
        if (sight.merchantId() != null) {
            sides.add(where("merchantId").is(sight.merchantId()));
        }
        if (sides.size() == 1) {
            wanted.add(sides.getFirst());
        } else if (sides.size() > 1) {
            wanted.add(new Criteria().orOperator(sides));
        }
    }

    private static void narrow(Set<Status> statuses, List<Criteria> wanted) {
        if (!statuses.isEmpty()) {
            wanted.add(where("status").in(statuses.stream().map(Enum::name).toList()));
        }
    }

    private static void narrow(Filter filter, List<Criteria> wanted) {
        if (filter.orderNo() != null) {
            wanted.add(where("orderNo").is(filter.orderNo()));
        }
        if (filter.customerId() != null) {
            wanted.add(where("customerId").is(filter.customerId()));
        }
        if (filter.merchantId() != null) {
            wanted.add(where("merchantId").is(filter.merchantId()));
        }
        if (filter.overdue() != null) {
            wanted.add(where("overdue").is(filter.overdue()));
        }
        if (filter.requestedFrom() != null) {
            wanted.add(where("createdAt").gte(filter.requestedFrom()));
        }
        if (filter.requestedTo() != null) {
            wanted.add(where("createdAt").lt(filter.requestedTo()));
        }
        if (filter.assigned() != null) {
            var agentId = filter.assigned().agentId();
            wanted.add(where("agent").is(agentId == null ? RefundDocuments.NOBODY : agentId));
        }
        if (filter.awaitingConfirmation() != null) {
            var waits = where("awaitingConfirmation");
            wanted.add(filter.awaitingConfirmation() ? waits.is(true) : waits.ne(true));
        }
        if (filter.paidTwice() != null) {
            var twice = where("paidTwice");
            wanted.add(filter.paidTwice() ? twice.is(true) : twice.ne(true));
        }
        if (filter.unanswered() != null) {
            wanted.add(unanswered(filter.unanswered()));
        }
    }

    /// Asked twice in vain: since three minutes.
    private static Criteria unanswered(boolean wanted) {
        var is =
                new Criteria()
                        .andOperator(where("unanswered").is(true), where("lookedAfter").gte(2));
        return wanted ? is : new Criteria().norOperator(is);
    }

    private static Sort sort(Order order) {
        return switch (order) {
            case NEWEST -> Sort.by(Sort.Direction.DESC, "createdAt", "_id");
            case DEADLINE -> Sort.by(Sort.Direction.ASC, "deadline", "_id");
        };
    }

    private static Criteria behind(Position after, Order order) {
        return switch (order) {
            case NEWEST ->
                    new Criteria()
                            .orOperator(
                                    where("createdAt").lt(after.at()),
                                    where("createdAt").is(after.at()).and("_id").lt(after.id()));
            case DEADLINE ->
                    new Criteria()
                            .orOperator(
                                    where("deadline").gt(after.at()),
                                    where("deadline").is(after.at()).and("_id").gt(after.id()));
        };
    }

    private static Position position(Document last, Order order) {
        return switch (order) {
            case NEWEST -> new Position(at(last, "createdAt"), last.getString("_id"));
            case DEADLINE -> new Position(at(last, "deadline"), last.getString("_id"));
        };
    }

    private static Stored<Refund> stored(Document document) {
        return new Stored<>(
                document.getString("_id"),
                StateMapper.fromTree(document.get("state", Document.class), Refund.class),
                document.get("version", Number.class).longValue(),
                document.get("sequence", Number.class).longValue(),
                at(document, "createdAt"),
                at(document, "updatedAt"));
    }

    private static Instant at(Document document, String member) {
        return document.getDate(member).toInstant();
    }
}
