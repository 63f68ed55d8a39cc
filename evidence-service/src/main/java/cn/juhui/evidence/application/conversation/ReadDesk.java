package cn.juhui.evidence.application.conversation;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.evidence.domain.conversation.OrderConversation;
import cn.juhui.platform.journal.history.HistoryEntry;
import java.util.List;
import java.util.Optional;

/// One conversation of an order as agents find it on their desk.
public record ReadDesk(OrderTalk talk) {

    /// @param steps who took it, handed it over, settled it, and into which cases it went, oldest first
    public record Item(OrderConversation conversation, List<HistoryEntry> steps) {}

    /// Empty when there is none, or when it is about the agent's own order.
    public Optional<Item> read(String orderId, Viewer agent) {
        var id = OrderTalk.idOf(orderId);
        return talk.conversations()
                .find(id)
                .map(found -> found.aggregate())
                .filter(known -> agent.sideOf(known.order()).filter(Role.AGENT::equals).isPresent())
                .map(known -> new Item(known, steps(id)));
    }

    private List<HistoryEntry> steps(String id) {
        return talk.conversations().history(id).stream()
                .filter(entry -> !entry.type().equals(OrderMessagePosted.TYPE))
                .toList();
    }
}
