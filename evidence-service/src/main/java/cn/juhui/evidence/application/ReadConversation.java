package cn.juhui.evidence.application;

import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.evidence.domain.Conversation;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.platform.journal.HistoryEntry;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.StateMapper;
import cn.juhui.platform.kernel.Ids;
import java.util.List;
import java.util.Optional;

/// What was said in the conversation of a case, for its sides and for agents. The conversation is its own history: one entry per
/// message, in the order in which they were taken.
public record ReadConversation(
        FindCase findCase, Journal<Conversation, EvidenceEvent> conversations) {

    /// Oldest first; empty when there is no such case for this viewer.
    ///
    /// @param after only messages behind this place; 0 for all
    public Optional<List<SaidMessage>> read(String refundId, Viewer viewer, long after, int limit) {
        return findCase.find(refundId, viewer)
                .map(refund ->
                        conversations.history(idOf(refundId)).stream()
                                .filter(entry -> entry.seq() > after)
                                .limit(limit)
                                .map(ReadConversation::message)
                                .toList());
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
                posted.evidenceIds());
    }
}
