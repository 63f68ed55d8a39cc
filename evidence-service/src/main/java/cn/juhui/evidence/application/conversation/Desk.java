package cn.juhui.evidence.application.conversation;

import cn.juhui.evidence.domain.conversation.OrderConversation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The agents' list of the conversations of orders.
public interface Desk {

    /// @param unread true: what waits for an agent, the longest waiting first; false: the others, the last said first
    /// @param takenBy this agent's; empty text: nobody's; null: all
    /// @param notOf the person who asks: nobody is an agent of their own order
    /// @param notOfMerchant the merchant whose staff the person is, too; null for none
    record Wish(
            boolean unread,
            @Nullable String takenBy,
            String notOf,
            @Nullable String notOfMerchant) {}

    /// The place of a row in the list.
    record Place(Instant since, String id) {}

    record Row(Place place, OrderConversation conversation) {}

    /// @param after only rows behind this place; null for the first
    List<Row> list(Wish wish, @Nullable Place after, int limit);
}
