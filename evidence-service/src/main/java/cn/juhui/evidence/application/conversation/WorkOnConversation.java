package cn.juhui.evidence.application.conversation;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.evidence.domain.conversation.DeskRefusal;
import cn.juhui.evidence.domain.conversation.MessageText;
import cn.juhui.evidence.domain.conversation.OrderConversation;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.kernel.Decision;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// An agent's work with the conversation of an order: takes it, hands it over, says that nothing needs an answer.
public record WorkOnConversation(OrderTalk talk, Clock clock) {

    public sealed interface Step {

        record Take() implements Step {}

        /// @param to an agent; null: the queue
        /// @param text what the colleague should know; null for nothing
        record HandOver(@Nullable String to, @Nullable MessageText text) implements Step {}

        record Settle() implements Step {}
    }

    public sealed interface Result {

        record Done(OrderConversation conversation) implements Result {}

        record Refused(DeskRefusal refusal) implements Result {}

        /// Nobody is an agent of their own order.
        record OwnOrder() implements Result {}

        /// No such conversation: nobody has said anything, or there is no such order.
        record NotFound() implements Result {}
    }

    /// @param agent who has the role of an agent
    public Result work(String orderId, Step step, Viewer agent, Cause cause) {
        var found = talk.conversations().find(OrderTalk.idOf(orderId));
        if (found.isEmpty()) {
            return new Result.NotFound();
        }
        var side = agent.sideOf(found.get().aggregate().order());
        if (side.filter(Role.AGENT::equals).isEmpty()) {
            return new Result.OwnOrder();
        }
        var handled =
                talk.conversations()
                        .<DeskRefusal>handle(
                                OrderTalk.idOf(orderId),
                                cause,
                                known -> decide(known.aggregate(), step, agent.subject()));
        return switch (handled) {
            case Handled.Changed<OrderConversation, DeskRefusal>(var now) ->
                    new Result.Done(now.aggregate());
            case Handled.Unchanged<OrderConversation, DeskRefusal>(var now) ->
                    new Result.Done(now.aggregate());
            case Handled.Stale<OrderConversation, DeskRefusal>(var now) ->
                    new Result.Done(now.aggregate());
            case Handled.Refused<OrderConversation, DeskRefusal>(_, var refusal) ->
                    new Result.Refused(refusal);
            case Handled.NotFound<OrderConversation, DeskRefusal> _ -> new Result.NotFound();
        };
    }

    private Decision<OrderConversation, EvidenceEvent, DeskRefusal> decide(
            OrderConversation known, Step step, String agentId) {
        return switch (step) {
            case Step.Take _ -> known.take(agentId, clock.instant());
            case Step.HandOver(var to, var text) -> known.handOver(to, text, clock.instant());
            case Step.Settle _ -> known.settle(agentId);
        };
    }
}
