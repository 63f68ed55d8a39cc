package cn.juhui.evidence.application.conversation;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.application.Cases;
import cn.juhui.evidence.application.SaidMessage;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.application.conversation.OrderTalk.Found;
import cn.juhui.evidence.domain.OrderSides;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.evidence.domain.conversation.ConversationLimits;
import cn.juhui.evidence.domain.conversation.MessageText;
import cn.juhui.evidence.domain.conversation.OrderConversation;
import cn.juhui.evidence.domain.conversation.PostRefusal;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.kernel.Decision;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Says something in the conversation of an order. Pictures go along, but wait for a case like every upload: shown to an agent
/// they are part of no case yet.
public record PostOrderMessage(
        OrderTalk talk,
        SeeEvidence see,
        Cases cases,
        CarryOver carryOver,
        ConversationLimits limits,
        Clock clock) {

    /// @param id `msg_…`, the same for every try of the same operation
    /// @param askMerchant whether the merchant is to be asked in; only an agent can
    /// @param cause of the act, once it is known as which side it is done
    public record Draft(
            String id,
            String orderId,
            MessageText text,
            List<String> evidenceIds,
            boolean askMerchant,
            Viewer writer,
            Function<Role, Cause> cause) {}

    public sealed interface Result {

        record Posted(SaidMessage message) implements Result {}

        record Refused(PostRefusal refusal) implements Result {}

        record NotFound() implements Result {}

        record Unavailable() implements Result {}

        /// Only an agent asks a merchant in.
        record AskedByNoAgent() implements Result {}

        /// @param positions in the draft's list: not there, not of this order, or not for the writer to see
        record EvidenceUnknown(List<Integer> positions) implements Result {}
    }

    public Result post(Draft draft) {
        return switch (talk.find(draft.orderId(), draft.writer())) {
            case Found.For(var side, var order, _) -> post(draft, side, order);
            case Found.Nowhere _ -> new Result.NotFound();
            case Found.Unavailable _ -> new Result.Unavailable();
        };
    }

    private Result post(Draft draft, Role side, OrderSides order) {
        if (draft.askMerchant() && side != Role.AGENT) {
            return new Result.AskedByNoAgent();
        }
        var unknown = see.unknown(draft.evidenceIds(), draft.orderId(), draft.writer());
        if (!unknown.isEmpty()) {
            return new Result.EvidenceUnknown(unknown);
        }
        var cause = draft.cause().apply(side);
        var message =
                new OrderConversation.Message(
                        draft.id(),
                        cause.actor(),
                        draft.text(),
                        draft.evidenceIds(),
                        draft.askMerchant());
        return say(message, order, cause)
                .<Result>map(Result.Refused::new)
                .orElseGet(() ->
                        new Result.Posted(talk.said(draft.orderId(), draft.id()).orElseThrow()));
    }

    /// @return why not; empty once it is said
    private Optional<PostRefusal> say(
            OrderConversation.Message message, OrderSides order, Cause cause) {
        var handled =
                talk.conversations()
                        .handle(
                                OrderTalk.idOf(order.orderId()),
                                cause,
                                known -> decide(known.aggregate(), message));
        return switch (handled) {
            case Handled.Refused<OrderConversation, PostRefusal>(_, var refusal) ->
                    Optional.of(refusal);
            case Handled.NotFound<OrderConversation, PostRefusal> _ -> begin(message, order, cause);
            case Handled.Changed<OrderConversation, PostRefusal> _,
                    Handled.Unchanged<OrderConversation, PostRefusal> _,
                    Handled.Stale<OrderConversation, PostRefusal> _ ->
                    Optional.empty();
        };
    }

    private Decision<OrderConversation, EvidenceEvent, PostRefusal> decide(
            OrderConversation known, OrderConversation.Message message) {
        return known.post(message, openCase(known), limits, clock.instant());
    }

    /// A case into which the conversation was carried over already, but that isn't known yet, has just begun.
    private @Nullable String openCase(OrderConversation known) {
        if (!known.cases().isEmpty()) {
            var latest = known.cases().getLast();
            if (cases.find(latest).isEmpty()) {
                return latest;
            }
        }
        return cases.openOf(known.order().orderId()).map(refund -> refund.refundId()).orElse(null);
    }

    /// A conversation is there from its first message on. When the case began at the same moment, neither may have seen the other.
    private Optional<PostRefusal> begin(
            OrderConversation.Message message, OrderSides order, Cause cause) {
        return switch (decide(OrderConversation.of(order), message)) {
            case Decision.Refused<OrderConversation, EvidenceEvent, PostRefusal>(var refusal) ->
                    Optional.of(refusal);
            case Decision.Accepted<OrderConversation, EvidenceEvent, PostRefusal>(
                            var first,
                            var said) -> {
                var id = OrderTalk.idOf(order.orderId());
                if (talk.conversations().add(id, first, said, cause).isEmpty()) {
                    yield say(message, order, cause);
                }
                cases.openOf(order.orderId()).ifPresent(refund -> carryOver.into(refund, cause));
                yield Optional.empty();
            }
            case Decision.AlreadyDone<OrderConversation, EvidenceEvent, PostRefusal> _ ->
                    Optional.empty();
        };
    }
}
