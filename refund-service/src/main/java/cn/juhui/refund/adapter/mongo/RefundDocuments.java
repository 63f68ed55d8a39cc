package cn.juhui.refund.adapter.mongo;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.journal.JournalSpec;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What of a case is stored beside its state, so that it can be found.
public final class RefundDocuments {

    static final String COLLECTION = "refunds";

    /// The place in a queue of cases that nobody has a deadline for: the end.
    static final Instant NO_DEADLINE = Instant.parse("9999-12-31T00:00:00Z");

    /// Who has a case that the platform's agents have to decide, while none has taken it.
    static final String NOBODY = "";

    private RefundDocuments() {}

    public static JournalSpec<Refund> spec() {
        return new JournalSpec<>(
                COLLECTION,
                Topics.REFUNDS,
                Refund.class,
                refund -> refund.application().merchantId(),
                Refund::dueAt,
                Refund::awaitsNews,
                RefundDocuments::indexed,
                List.of(
                        List.of("customerId", "-createdAt", "-_id"),
                        List.of("merchantId", "-createdAt", "-_id"),
                        List.of("merchantId", "status", "deadline", "_id"),
                        List.of("status", "deadline", "_id"),
                        List.of("deadline", "_id"),
                        List.of("agent", "deadline", "_id"),
                        List.of("overdue", "merchantId"),
                        List.of("-createdAt", "-_id"),
                        List.of("awaitingConfirmation", "deadline", "_id"),
                        List.of("paidTwice", "deadline", "_id"),
                        List.of("unanswered", "lookedAfter"),
                        List.of("orderId"),
                        List.of("orderNo")));
    }

    static Map<String, @Nullable Object> indexed(Refund refund) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("customerId", refund.application().customerId());
        members.put("orderId", refund.application().orderId());
        members.put("orderNo", refund.application().orderNo());
        members.put("status", refund.status().name());
        members.put("overdue", refund.overdue());
        members.put("deadline", Objects.requireNonNullElse(refund.shownDeadline(), NO_DEADLINE));
        members.put("agent", agent(refund.intervention()));
        members.put("unanswered", isUnanswered(refund) ? true : null);
        members.put(
                "awaitingConfirmation",
                refund.intervention() instanceof Intervention.Proposed ? true : null);
        members.put("paidTwice", refund.loss() == null ? null : true);
        return members;
    }

    /// Whether the service whose turn it is has not said a word yet.
    private static boolean isUnanswered(Refund refund) {
        return refund.status() == Status.REQUESTED
                || (refund.status() == Status.PAYING
                        && refund.payout() instanceof Payout.Initiated);
    }

    /// Null while the case is not with the platform's agents. Until the customer has named an account, only who took the case has it.
    private static @Nullable String agent(Intervention intervention) {
        return switch (intervention) {
            case Intervention.Open s -> Objects.requireNonNullElse(s.agentId(), NOBODY);
            case Intervention.Proposed s -> Objects.requireNonNullElse(s.agentId(), NOBODY);
            case Intervention.AccountNamed s -> Objects.requireNonNullElse(s.agentId(), NOBODY);
            case Intervention.AccountNeeded s -> s.agentId();
            case Intervention.None _, Intervention.Ruled _ -> null;
        };
    }
}
