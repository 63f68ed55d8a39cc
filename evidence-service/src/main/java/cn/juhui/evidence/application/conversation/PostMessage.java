package cn.juhui.evidence.application.conversation;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.application.AttachEvidence;
import cn.juhui.evidence.application.FindCase;
import cn.juhui.evidence.application.SaidMessage;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.evidence.domain.conversation.Conversation;
import cn.juhui.evidence.domain.conversation.ConversationLimits;
import cn.juhui.evidence.domain.conversation.MessageText;
import cn.juhui.evidence.domain.conversation.PostRefusal;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Decision;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Says something in the conversation of a case.
public record PostMessage(
        FindCase findCase,
        SeeEvidence see,
        AttachEvidence attachEvidence,
        Journal<Conversation, EvidenceEvent> conversations,
        ReadConversation read,
        WorkOnConversation desk,
        ConversationLimits limits,
        Clock clock) {

    /// @param id `msg_…`, the same for every try of the same operation
    /// @param cause of the act, once it is known as which side it is done
    public record Draft(
            String id,
            String refundId,
            MessageText text,
            List<String> evidenceIds,
            Viewer writer,
            Function<Role, Cause> cause) {}

    public sealed interface Result {

        record Posted(SaidMessage message) implements Result {}

        record Refused(PostRefusal refusal) implements Result {}

        record CaseNotFound() implements Result {}

        /// @param positions in the draft's list: not there, not of this order, or not for the writer to see
        record EvidenceUnknown(List<Integer> positions) implements Result {}
    }

    public Result post(Draft draft) {
        return findCase.find(draft.refundId(), draft.writer())
                .map(refund -> post(draft, refund))
                .orElseGet(Result.CaseNotFound::new);
    }

    private Result post(Draft draft, RefundCase refund) {
        var unknown = see.unknown(draft.evidenceIds(), refund.orderId(), draft.writer());
        if (!unknown.isEmpty()) {
            return new Result.EvidenceUnknown(unknown);
        }
        var side = draft.writer().sideOf(refund.sides()).orElseThrow();
        var cause = draft.cause().apply(side);
        var message =
                new Conversation.Message(
                        draft.id(), cause.actor(), draft.text(), draft.evidenceIds());
        // Before it is said: what a message shows is never lost, even if we stop in between.
        attachEvidence.attach(draft.evidenceIds(), refund, cause);
        var refusal = say(message, refund, cause);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        if (side == Role.AGENT) {
            // What the customer asked before there was a case is answered where it went.
            desk.work(
                    refund.orderId(), new WorkOnConversation.Step.Settle(), draft.writer(), cause);
        }
        return new Result.Posted(read.said(refund.refundId(), draft.id()).orElseThrow());
    }

    /// @return why not; empty once it is said
    private Optional<PostRefusal> say(
            Conversation.Message message, RefundCase refund, Cause cause) {
        var handled =
                conversations.handle(
                        ReadConversation.idOf(refund.refundId()),
                        cause,
                        known -> known.aggregate().post(message, refund, limits, clock.instant()));
        return switch (handled) {
            case Handled.Refused<Conversation, PostRefusal>(_, var refusal) -> Optional.of(refusal);
            case Handled.NotFound<Conversation, PostRefusal> _ -> begin(message, refund, cause);
            case Handled.Changed<Conversation, PostRefusal> _,
                    Handled.Unchanged<Conversation, PostRefusal> _,
                    Handled.Stale<Conversation, PostRefusal> _ ->
                    Optional.empty();
        };
    }

    /// A conversation is there from its first message on; when two are first, one of them goes on as the second.
    private Optional<PostRefusal> begin(
            Conversation.Message message, RefundCase refund, Cause cause) {
        var id = ReadConversation.idOf(refund.refundId());
        return switch (Conversation.of(refund).post(message, refund, limits, clock.instant())) {
            case Decision.Refused<Conversation, EvidenceEvent, PostRefusal>(var refusal) ->
                    Optional.of(refusal);
            case Decision.Accepted<Conversation, EvidenceEvent, PostRefusal>(var first, var said) ->
                    conversations.add(id, first, said, cause).isPresent()
                            ? Optional.empty()
                            : say(message, refund, cause);
            case Decision.AlreadyDone<Conversation, EvidenceEvent, PostRefusal> _ ->
                    Optional.empty();
        };
    }
}
