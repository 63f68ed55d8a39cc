package cn.juhui.evidence.domain.conversation;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.ConversationCarriedOver;
import cn.juhui.contracts.evidence.ConversationHandedOver;
import cn.juhui.contracts.evidence.ConversationSettled;
import cn.juhui.contracts.evidence.ConversationTaken;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.evidence.domain.OrderSides;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The conversation of one order, between its customer and the platform's agents, and its merchant once an agent has asked it in.
///
/// It begins with its first message. What is said waits for an agent until one answers or says that it needs no answer; one agent
/// at a time has it, until they hand it over. When a refund is requested, what was said so far is carried over into the case, and
/// while a case is open people talk there. What was said is the history; here is only what the next step depends on.
///
/// @param merchantAsked whether an agent has asked the merchant in: from that message on it sees everything, and nothing before
/// @param moves how often it was taken or handed over on purpose
/// @param taken by whom; null: nobody has it
/// @param waitingSince when the first message that no agent has answered was said; null: nothing waits
/// @param cases into which it was carried over, the latest last
public record OrderConversation(
        OrderSides order,
        boolean merchantAsked,
        Said said,
        int moves,
        @Nullable Taken taken,
        @Nullable Instant waitingSince,
        @Nullable Last last,
        List<String> cases) {

    /// An order with more cases than this has its conversation carried over no more.
    public static final int MAX_CASES = 100;

    /// How often it can change hands.
    public static final int MOST_MOVES = 50;

    /// Characters of the last message that are shown in the queue.
    private static final int BEGINNING = 100;

    /// Who has the conversation, and since when.
    public record Taken(String agentId, Instant at) {}

    /// The last message.
    ///
    /// @param beginning of its text
    public record Last(Role from, Instant at, String beginning) {

        static Last of(Message message, Instant at) {
            var text = message.text().value();
            var length = text.codePointCount(0, text.length());
            var end = text.offsetByCodePoints(0, Math.min(length, BEGINNING));
            return new Last(message.writer().role(), at, text.substring(0, end));
        }
    }

    /// Something to be said.
    ///
    /// @param id `msg_…`, the same for every try of the same operation
    /// @param writer as which side, and who
    /// @param askMerchant whether the merchant is asked in with it; by an agent only
    public record Message(
            String id,
            Actor writer,
            MessageText text,
            List<String> evidenceIds,
            boolean askMerchant) {

        boolean isAgents() {
            return writer.role() == Role.AGENT;
        }
    }

    public OrderConversation {
        cases = List.copyOf(cases);
    }

    /// The conversation of an order about which nobody has said anything.
    public static OrderConversation of(OrderSides order) {
        return new OrderConversation(order, false, Said.NOTHING, 0, null, null, null, List.of());
    }

    /// @param openCase a case of the order that is open now; null when there is none
    public Decision<OrderConversation, EvidenceEvent, PostRefusal> post(
            Message message, @Nullable String openCase, ConversationLimits limits, Instant now) {
        if (said.has(message.id())) {
            return Decision.alreadyDone();
        }
        if (openCase != null) {
            return Decision.refused(new PostRefusal.Moved(openCase));
        }
        var writer = message.writer().id();
        var refusal = said.refusalFor(writer, limits, now);
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        var events = new ArrayList<EvidenceEvent>();
        var by = taken;
        if (message.isAgents() && by == null) {
            by = new Taken(writer, now);
            events.add(takenBy(writer));
        }
        var asked = merchantAsked || message.isAgents() && message.askMerchant();
        events.add(posted(message, asked, by));
        var firstWaiting = waitingSince == null ? now : waitingSince;
        var after =
                new OrderConversation(
                        order,
                        asked,
                        said.with(message.id(), writer, now),
                        moves,
                        by,
                        message.isAgents() ? null : firstWaiting,
                        Last.of(message, now),
                        cases);
        return new Decision.Accepted<>(after, events);
    }

    private OrderMessagePosted posted(Message message, boolean merchantSees, @Nullable Taken by) {
        return new OrderMessagePosted(
                message.id(),
                orderId(),
                order.orderNo(),
                customerId(),
                merchantId(),
                message.writer().role(),
                message.text().value(),
                message.evidenceIds(),
                merchantSees,
                by == null ? null : by.agentId());
    }

    private ConversationTaken takenBy(String agentId) {
        return new ConversationTaken(orderId(), customerId(), merchantId(), agentId);
    }

    /// An agent takes it, when nobody else has.
    public Decision<OrderConversation, EvidenceEvent, DeskRefusal> take(
            String agentId, Instant now) {
        if (taken != null) {
            return taken.agentId().equals(agentId)
                    ? Decision.alreadyDone()
                    : Decision.refused(new DeskRefusal.HasAnother(taken.agentId()));
        }
        return moves >= MOST_MOVES
                ? Decision.refused(new DeskRefusal.TooOften(MOST_MOVES))
                : Decision.accepted(moved(new Taken(agentId, now)), takenBy(agentId));
    }

    /// An agent, not only the one who has it, gives it to somebody: colleagues fall ill.
    ///
    /// @param toAgentId null: back to the queue
    /// @param text what the colleague should know
    public Decision<OrderConversation, EvidenceEvent, DeskRefusal> handOver(
            @Nullable String toAgentId, @Nullable MessageText text, Instant now) {
        var from = taken == null ? null : taken.agentId();
        if (toAgentId == null ? from == null : toAgentId.equals(from)) {
            return Decision.alreadyDone();
        }
        if (order.customerId().equals(toAgentId)) {
            return Decision.refused(new DeskRefusal.OwnOrder());
        }
        if (moves >= MOST_MOVES) {
            return Decision.refused(new DeskRefusal.TooOften(MOST_MOVES));
        }
        return Decision.accepted(
                moved(toAgentId == null ? null : new Taken(toAgentId, now)),
                new ConversationHandedOver(
                        orderId(),
                        order.orderNo(),
                        customerId(),
                        merchantId(),
                        from,
                        toAgentId,
                        text == null ? null : text.value()));
    }

    /// An agent says that what waits needs no answer here.
    public Decision<OrderConversation, EvidenceEvent, DeskRefusal> settle(String agentId) {
        return waitingSince == null
                ? Decision.alreadyDone()
                : Decision.accepted(
                        with(moves, taken, null, cases),
                        new ConversationSettled(orderId(), customerId(), merchantId(), agentId));
    }

    /// A refund was requested: what was said until now belongs to the case, too. What waits goes on waiting.
    public Decision<OrderConversation, EvidenceEvent, DeskRefusal> carryOver(String refundId) {
        return cases.contains(refundId) || cases.size() >= MAX_CASES
                ? Decision.alreadyDone()
                : Decision.accepted(
                        with(
                                moves,
                                taken,
                                waitingSince,
                                Stream.concat(cases.stream(), Stream.of(refundId)).toList()),
                        new ConversationCarriedOver(
                                orderId(), new RefundId(refundId), customerId(), merchantId()));
    }

    private OrderId orderId() {
        return new OrderId(order.orderId());
    }

    private CustomerId customerId() {
        return new CustomerId(order.customerId());
    }

    private MerchantId merchantId() {
        return new MerchantId(order.merchantId());
    }

    private OrderConversation moved(@Nullable Taken by) {
        return with(moves + 1, by, waitingSince, cases);
    }

    private OrderConversation with(
            int moved, @Nullable Taken by, @Nullable Instant waiting, List<String> carriedInto) {
        return new OrderConversation(
                order, merchantAsked, said, moved, by, waiting, last, carriedInto);
    }

    /// Whether an agent has something to answer.
    public boolean isUnread() {
        return waitingSince != null;
    }
}
