package cn.juhui.evidence.adapter.http.conversation;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.ConversationCarriedOver;
import cn.juhui.contracts.evidence.ConversationHandedOver;
import cn.juhui.contracts.evidence.ConversationTaken;
import cn.juhui.evidence.domain.conversation.OrderConversation;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation of an order as agents see it in their list.
///
/// @param unread whether something waits for an answer
/// @param waitingSince when the first unanswered message was said; null: nothing waits
/// @param messages how many there are
/// @param refundId the latest case into which it was carried over; null: none
/// @param steps how it changed hands; null in the list
record DeskView(
        String orderId,
        @Nullable String orderNo,
        String customerId,
        String merchantId,
        boolean unread,
        @Nullable Instant waitingSince,
        int messages,
        @Nullable LastMessage lastMessage,
        @Nullable String takenBy,
        @Nullable Instant takenAt,
        boolean merchantAsked,
        @Nullable String refundId,
        @Nullable List<StepView> steps) {

    /// @param text its beginning
    record LastMessage(Role from, Instant at, String text) {}

    /// @param to who has it from then on; null: nobody, or no change of hands
    record StepView(
            Instant at,
            Actor actor,
            String type,
            @Nullable String to,
            @Nullable String text,
            @Nullable String refundId) {

        static StepView of(HistoryEntry entry) {
            return switch (entry.type()) {
                case ConversationTaken.TYPE ->
                        of(entry, "TAKEN", read(entry, ConversationTaken.class).agentId(), null);
                case ConversationHandedOver.TYPE -> {
                    var handed = read(entry, ConversationHandedOver.class);
                    yield of(entry, "HANDED_OVER", handed.toAgentId(), handed.text());
                }
                case ConversationCarriedOver.TYPE ->
                        new StepView(
                                entry.at(),
                                entry.actor(),
                                "CARRIED_OVER",
                                null,
                                null,
                                read(entry, ConversationCarriedOver.class).refundId().value());
                default -> of(entry, "SETTLED", null, null);
            };
        }

        private static StepView of(
                HistoryEntry entry, String type, @Nullable String to, @Nullable String text) {
            return new StepView(entry.at(), entry.actor(), type, to, text, null);
        }

        private static <T> T read(HistoryEntry entry, Class<T> type) {
            return StateMapper.fromTree(entry.data(), type);
        }
    }

    static DeskView of(OrderConversation conversation) {
        return view(conversation, null);
    }

    static DeskView of(OrderConversation conversation, List<HistoryEntry> steps) {
        return view(conversation, steps.stream().map(StepView::of).toList());
    }

    private static DeskView view(OrderConversation c, @Nullable List<StepView> steps) {
        var taken = c.taken();
        var last = c.last();
        return new DeskView(
                c.order().orderId(),
                c.order().orderNo(),
                c.order().customerId(),
                c.order().merchantId(),
                c.isUnread(),
                c.waitingSince(),
                c.said().count(),
                last == null ? null : new LastMessage(last.from(), last.at(), last.beginning()),
                taken == null ? null : taken.agentId(),
                taken == null ? null : taken.at(),
                c.merchantAsked(),
                c.cases().isEmpty() ? null : c.cases().getLast(),
                steps);
    }
}
