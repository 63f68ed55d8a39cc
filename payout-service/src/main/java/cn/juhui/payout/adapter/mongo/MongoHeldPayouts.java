package cn.juhui.payout.adapter.mongo;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.lever.HeldPayouts;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutState;
import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;

/// Looks at the first [#MOST] payouts under way.
public final class MongoHeldPayouts implements HeldPayouts {

    private static final int MOST = 5_000;

    private final MongoCollection<Document> payouts;

    /// @param payouts of the journal
    public MongoHeldPayouts(MongoCollection<Document> payouts) {
        this.payouts = payouts;
    }

    @Override
    public Held of(PaymentChannel channel) {
        var underWay = PayoutsUnderWay.first(payouts, MOST + 1);
        var held =
                underWay.stream()
                        .limit(MOST)
                        .filter(payout -> payout.channel() == channel && isHeld(payout))
                        .toList();
        return new Held(
                held.size(),
                sums(held),
                held.stream()
                        .map(payout -> payout.attempt().startedAt())
                        .min(Instant::compareTo)
                        .orElse(null),
                underWay.size() <= MOST);
    }

    private static boolean isHeld(Payout payout) {
        return switch (payout.state()) {
            case PayoutState.Initiated(_, var turnAt) -> turnAt != null;
            case PayoutState.AwaitingRetry _ -> true;
            case PayoutState.Pending _,
                    PayoutState.Unknown _,
                    PayoutState.Rechecking _,
                    PayoutState.Succeeded _,
                    PayoutState.Failed _,
                    PayoutState.Abnormal _,
                    PayoutState.Reversed _ ->
                    false;
        };
    }

    private static SortedMap<String, Long> sums(List<Payout> held) {
        var sums = new TreeMap<String, Long>();
        held.forEach(payout ->
                sums.merge(payout.amount().currency(), payout.amount().value(), Math::addExact));
        return sums;
    }
}
