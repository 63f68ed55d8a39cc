package cn.juhui.platform.journal;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The smallest aggregate that needs everything a journal does: it counts, up to a limit, and may have a deadline.
record Tally(int count, int limit, @Nullable Instant due) {

    static final Actor ALICE = new Actor(Role.CUSTOMER, "alice");

    static JournalSpec<Tally> spec(String collection, String topic) {
        return new JournalSpec<>(
                collection,
                topic,
                Tally.class,
                t -> "mer_test",
                Tally::due,
                t -> Map.of("count", t.count()),
                List.of(List.of("count", "-_id")));
    }

    Decision<Tally, MessagePosted, String> add(int n) {
        return count + n > limit
                ? Decision.refused("LIMIT")
                : Decision.accepted(new Tally(count + n, limit, due), event("added " + n));
    }

    static MessagePosted event(String text) {
        return new MessagePosted(
                "msg",
                new RefundId("rfd"),
                new CustomerId("alice"),
                new MerchantId("mer_test"),
                Role.CUSTOMER,
                text,
                List.of(),
                null,
                null,
                null);
    }

    static Cause by(Actor actor) {
        return new Cause(actor, "http:test", null, null, null);
    }
}
