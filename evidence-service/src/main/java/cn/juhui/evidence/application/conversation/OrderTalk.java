package cn.juhui.evidence.application.conversation;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.ConversationCarriedOver;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.evidence.application.Orders;
import cn.juhui.evidence.application.SaidMessage;
import cn.juhui.evidence.domain.OrderSides;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.evidence.domain.conversation.OrderConversation;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the conversation of an order for who is a side of it: for everybody else, and for a merchant that nobody has asked in, it
/// does not exist. Whose order it is, the conversation knows once it has begun; before that order-service is asked.
public record OrderTalk(Orders orders, Journal<OrderConversation, EvidenceEvent> conversations) {

    sealed interface Found {

        /// @param known null: nobody has said anything yet
        record For(Role side, OrderSides order, @Nullable OrderConversation known)
                implements Found {}

        record Nowhere() implements Found {}

        /// Nobody can tell at the moment.
        record Unavailable() implements Found {}
    }

    Found find(String orderId, Viewer viewer) {
        if (!Ids.isA("ord", orderId)) {
            return new Found.Nowhere();
        }
        var known = conversations.find(idOf(orderId));
        if (known.isPresent()) {
            var conversation = known.get().aggregate();
            return as(viewer, conversation.order(), conversation);
        }
        return switch (orders.sidesOf(orderId)) {
            case Orders.Answer.Found(var order) -> as(viewer, order, null);
            case Orders.Answer.NotFound _ -> new Found.Nowhere();
            case Orders.Answer.Unavailable _ -> new Found.Unavailable();
        };
    }

    private static Found as(
            Viewer viewer, OrderSides order, @Nullable OrderConversation conversation) {
        var asked = conversation != null && conversation.merchantAsked();
        return viewer.sideOf(order)
                .filter(side -> side != Role.MERCHANT || asked)
                .<Found>map(side -> new Found.For(side, order, conversation))
                .orElseGet(Found.Nowhere::new);
    }

    /// What was said on the order, as far as this side may see it, oldest first.
    List<SaidMessage> messages(String orderId, Role side) {
        return visible(conversations.history(idOf(orderId)), side, false);
    }

    Optional<SaidMessage> said(String orderId, String messageId) {
        return messages(orderId, Role.AGENT).reversed().stream()
                .filter(message -> message.id().equals(messageId))
                .findFirst();
    }

    /// What was said on the order before this case of it, as far as this side may see it.
    List<SaidMessage> before(String refundId, String orderId, Role side) {
        var carried = new ArrayList<HistoryEntry>();
        for (var entry : conversations.history(idOf(orderId))) {
            if (entry.type().equals(ConversationCarriedOver.TYPE)) {
                var over = StateMapper.fromTree(entry.data(), ConversationCarriedOver.class);
                if (over.refundId().value().equals(refundId)) {
                    return visible(carried, side, true);
                }
            }
            carried.add(entry);
        }
        return List.of();
    }

    private static List<SaidMessage> visible(
            List<HistoryEntry> history, Role side, boolean beforeCase) {
        return history.stream()
                .filter(entry -> entry.type().equals(OrderMessagePosted.TYPE))
                .map(entry -> message(entry, beforeCase))
                .filter(message -> side != Role.MERCHANT || message.merchantSees())
                .toList();
    }

    /// The conversation's id: another than the order's, whose history is another one.
    static String idOf(String orderId) {
        return Ids.sibling("cnv", orderId);
    }

    private static SaidMessage message(HistoryEntry entry, boolean beforeCase) {
        var posted = StateMapper.fromTree(entry.data(), OrderMessagePosted.class);
        return new SaidMessage(
                posted.messageId(),
                entry.seq(),
                entry.at(),
                entry.actor(),
                posted.text(),
                posted.evidenceIds(),
                beforeCase,
                posted.merchantSees());
    }
}
