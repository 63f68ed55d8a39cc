package cn.juhui.order.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import cn.juhui.contracts.money.ChannelRules;
import cn.juhui.order.application.SharedPayments;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.card.Hold;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Reads the orders that name the same payment, by the state itself: so those from before anybody asked, too.
public final class MongoSharedPayments implements SharedPayments {

    private static final String STATES = "state.holds.state";

    private final MongoCollection<Document> orders;

    public MongoSharedPayments(MongoTemplate mongo) {
        this.orders = mongo.getCollection(OrderDocuments.SPEC.collection());
    }

    @Override
    public long refundsOfOthers(Order order, Predicate<Hold.State> which) {
        var payment = order.purchase().payment();
        var most = ChannelRules.of(payment.channel()).most();
        if (most == null || payment.channelTransactionId() == null) {
            return 0;
        }
        var states = Stream.of(Hold.State.values()).filter(which).map(Enum::name).toList();
        long refunds = 0;
        for (var other :
                orders.find(
                                and(
                                        eq(
                                                OrderDocuments.TRANSACTION,
                                                payment.channelTransactionId()),
                                        eq(
                                                "state.purchase.payment.channel",
                                                payment.channel().name()),
                                        ne("_id", order.id()),
                                        in(STATES, states)))
                        .projection(Projections.include(STATES))
                        .limit(most)) {
            refunds +=
                    other.getEmbedded(List.of("state", "holds"), List.of()).stream()
                            .map(hold -> ((Document) hold).getString("state"))
                            .filter(states::contains)
                            .count();
        }
        return refunds;
    }
}
