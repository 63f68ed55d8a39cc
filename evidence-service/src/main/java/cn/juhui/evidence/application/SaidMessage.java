package cn.juhui.evidence.application;

import cn.juhui.contracts.Actor;
import java.time.Instant;
import java.util.List;

/// One message of a conversation.
///
/// @param seq its place in the conversation, from 1
/// @param writer as which side, and who
/// @param beforeCase whether it was said on the order, before the case in whose conversation it is read began
/// @param merchantSees whether the merchant reads it too
public record SaidMessage(
        String id,
        long seq,
        Instant at,
        Actor writer,
        String text,
        List<String> evidenceIds,
        boolean beforeCase,
        boolean merchantSees) {

    /// The same, written by somebody of this name, with these pieces of evidence.
    SaidMessage told(Actor name, List<String> pieces) {
        return new SaidMessage(id, seq, at, name, text, pieces, beforeCase, merchantSees);
    }
}
