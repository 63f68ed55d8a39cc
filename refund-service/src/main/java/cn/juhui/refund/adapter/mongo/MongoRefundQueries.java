package cn.juhui.refund.adapter.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import cn.juhui.platform.journal.StateMapper;
import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.application.RefundQueries;
import cn.juhui.refund.domain.Refund;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Looks cases up in the collection that the journal writes.
public final class MongoRefundQueries implements RefundQueries {

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
    public Found list(
            Sight sight, Filter filter, Order order, @Nullable Position after, int limit) {
        var wanted = new ArrayList<Criteria>();
        see(sight, wanted);
        narrow(filter, wanted);
        if (after != null) {
            wanted.add(behind(after, order));
        }
        var query = wanted.isEmpty() ? new Query() : new Query(new Criteria().andOperator(wanted));
        query.fields().exclude("history");
        query.with(sort(order)).limit(limit + 1);
        var found = mongo.find(query, Document.class, RefundDocuments.COLLECTION);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        var next = found.size() > limit ? position(page.getLast(), order) : null;
        return new Found(page.stream().map(MongoRefundQueries::stored).toList(), next);
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

    private static void narrow(Filter filter, List<Criteria> wanted) {
        if (!filter.statuses().isEmpty()) {
            wanted.add(where("status").in(filter.statuses().stream().map(Enum::name).toList()));
        }
        if (filter.orderNo() != null) {
            wanted.add(where("orderNo").is(filter.orderNo()));
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
