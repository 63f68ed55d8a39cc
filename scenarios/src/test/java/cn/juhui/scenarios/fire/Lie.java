package cn.juhui.scenarios.fire;

import static cn.juhui.contracts.wire.Topics.EVIDENCE;
import static cn.juhui.contracts.wire.Topics.ORDERS;
import static cn.juhui.contracts.wire.Topics.PAYOUTS;
import static cn.juhui.contracts.wire.Topics.REFUNDS;

import cn.juhui.contracts.wire.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a liar says. A lie with types is of that form, about a real case of the evening, under a sequence that fits or nearly fits.
enum Lie {
    /// That a case is approved: which nobody did, or not for so much.
    APPROVAL(
            REFUNDS,
            "refund.merchant_approved",
            "refund.express_approved",
            "refund.offer_accepted",
            "refund.ruled"),
    /// That somebody applied: a case which there is not.
    NO_CASE(REFUNDS, "refund.requested"),
    /// That the customer has the money.
    SETTLED(REFUNDS, "refund.completed"),
    /// That a case ended without money, so that its cards can be spent.
    ENDED(REFUNDS, "refund.withdrawn", "refund.closed", "refund.declined"),
    /// That agents accepted an account for the money.
    ACCOUNT(REFUNDS, "refund.replacement_account_verified"),
    /// That the cards are void and the money may go: for a case that nobody approved, for more, or to another payment.
    VOID(ORDERS, "order.cards_voided"),
    /// That the order holds, at once and for more, or doesn't.
    HOLD(ORDERS, "order.refund_held", "order.refund_hold_declined"),
    /// That a neutral source stopped it.
    STOP(ORDERS, "order.refund_stopped"),
    /// That the channel paid, one fen or all of it.
    PAID(PAYOUTS, "payout.completed"),
    /// That the channel has it back, can't pay or refuses.
    NOT_PAID(PAYOUTS, "payout.reversed", "payout.abnormal", "payout.failed", "payout.unknown"),
    /// That somebody wrote or showed something.
    SAID(EVIDENCE, "evidence.message_posted", "evidence.attached", "evidence.uploaded"),
    /// A real record once more, with another content.
    CHANGED(null),
    /// A real record once more, from far ahead of where its history is.
    FAR_AHEAD(null),
    /// A record that no reader can make sense of: no subject, years that no calendar has, no JSON, nothing at all.
    NONSENSE(null);

    private final @Nullable String topic;
    private final List<String> types;

    Lie(@Nullable String topic, String... types) {
        this.topic = topic;
        this.types = List.of(types);
    }

    /// `-Djuhui.lies=…`; without it all: none of them changes anything in the end, whenever it is told.
    static List<Lie> chosen() {
        var names = System.getProperty("juhui.lies");
        if (names == null) {
            return List.of(values());
        }
        return names.equals("NONE")
                ? List.of()
                : Stream.of(names.split(",")).map(Lie::valueOf).toList();
    }

    boolean isFor(String where) {
        return topic == null ? Topics.ALL.contains(where) : topic.equals(where);
    }

    /// Event types by their wire names; none for lies that are made of real records.
    List<String> types() {
        return types;
    }
}
