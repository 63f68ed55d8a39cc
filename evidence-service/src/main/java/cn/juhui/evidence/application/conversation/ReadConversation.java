package cn.juhui.evidence.application.conversation;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.evidence.application.FindCase;
import cn.juhui.evidence.application.SaidMessage;
import cn.juhui.evidence.application.SeeEvidence;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.evidence.domain.conversation.Conversation;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was said in the conversation of a case, for its sides and for agents. The conversation is its own history: one entry per
/// message, in the order in which they were taken; in front of it stands what was said on the order before the case.
public record ReadConversation(
        FindCase findCase,
        SeeEvidence see,
        OrderTalk talk,
        Journal<Conversation, EvidenceEvent> conversations) {

    /// A place in the conversation.
    ///
    /// @param beforeCase whether it is among the messages from before the case
    /// @param seq 0: in front of the first
    public record Place(boolean beforeCase, long seq) {

        public static final Place START = new Place(true, 0);

        public static Place of(SaidMessage message) {
            return new Place(message.beforeCase(), message.seq());
        }
    }

    /// Oldest first; empty when there is no such case for this viewer.
    ///
    /// @param after only messages behind this place
    public Optional<List<SaidMessage>> read(
            String refundId, Viewer viewer, Place after, int limit) {
        return findCase.find(refundId, viewer)
                .map(refund ->
                        read(refund, viewer.sideOf(refund.sides()).orElseThrow(), after, limit));
    }

    private List<SaidMessage> read(RefundCase refund, Role side, Place after, int limit) {
        var said = Stream.concat(before(refund, side, after), said(refund, after));
        return see.told(said.limit(limit).toList(), side);
    }

    private Stream<SaidMessage> before(RefundCase refund, Role side, Place after) {
        if (!after.beforeCase()) {
            return Stream.of();
        }
        return talk.before(refund.refundId(), refund.orderId(), side).stream()
                .filter(message -> message.seq() > after.seq());
    }

    private Stream<SaidMessage> said(RefundCase refund, Place after) {
        return conversations.history(idOf(refund.refundId())).stream()
                .filter(entry -> after.beforeCase() || entry.seq() > after.seq())
                .map(ReadConversation::message);
    }

    Optional<SaidMessage> said(String refundId, String messageId) {
        return conversations.history(idOf(refundId)).reversed().stream()
                .map(ReadConversation::message)
                .filter(message -> message.id().equals(messageId))
                .findFirst();
    }

    /// The conversation's id: another than the case's, so that nobody takes the one's history for the other's.
    static String idOf(String refundId) {
        return Ids.sibling("cnv", refundId);
    }

    private static SaidMessage message(HistoryEntry entry) {
        var posted = StateMapper.fromTree(entry.data(), MessagePosted.class);
        return new SaidMessage(
                posted.messageId(),
                entry.seq(),
                entry.at(),
                entry.actor(),
                posted.text(),
                posted.evidenceIds(),
                false,
                true);
    }
}
