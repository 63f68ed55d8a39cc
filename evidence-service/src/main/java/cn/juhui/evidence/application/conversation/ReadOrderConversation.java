package cn.juhui.evidence.application.conversation;

import cn.juhui.evidence.application.SaidMessage;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.application.conversation.OrderTalk.Found;
import cn.juhui.evidence.domain.Viewer;
import java.util.List;

/// What was said in the conversation of an order: the customer and agents read all of it, the merchant what was said since it was
/// asked in.
public record ReadOrderConversation(OrderTalk talk, SeeEvidence see) {

    public sealed interface Result {

        /// Oldest first.
        record Read(List<SaidMessage> messages) implements Result {}

        record NotFound() implements Result {}

        record Unavailable() implements Result {}
    }

    /// @param after only messages behind this place; 0 for all
    public Result read(String orderId, Viewer viewer, long after, int limit) {
        return switch (talk.find(orderId, viewer)) {
            case Found.For(var side, _, var known) ->
                    new Result.Read(
                            known == null
                                    ? List.of()
                                    : see.told(
                                            talk.messages(orderId, side).stream()
                                                    .filter(message -> message.seq() > after)
                                                    .limit(limit)
                                                    .toList(),
                                            side));
            case Found.Nowhere _ -> new Result.NotFound();
            case Found.Unavailable _ -> new Result.Unavailable();
        };
    }
}
