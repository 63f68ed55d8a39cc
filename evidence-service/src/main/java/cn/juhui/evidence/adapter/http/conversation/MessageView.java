package cn.juhui.evidence.adapter.http.conversation;

import cn.juhui.contracts.Actor;
import cn.juhui.evidence.application.SaidMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message of a conversation.
///
/// @param beforeCase true for what was said on the order before the case; absent for everything else
/// @param merchantSees whether the merchant reads it; absent where it always does
record MessageView(
        String id,
        Instant at,
        Actor actor,
        String text,
        List<String> evidenceIds,
        @Nullable Boolean beforeCase,
        @Nullable Boolean merchantSees) {

    /// In the conversation of a case.
    static MessageView of(SaidMessage message) {
        return message.beforeCase() ? of(message, true) : of(message, null, null);
    }

    /// In the conversation of an order.
    static MessageView onOrder(SaidMessage message) {
        return of(message, null);
    }

    private static MessageView of(SaidMessage message, @Nullable Boolean beforeCase) {
        return of(message, beforeCase, message.merchantSees());
    }

    private static MessageView of(
            SaidMessage message, @Nullable Boolean beforeCase, @Nullable Boolean merchantSees) {
        return new MessageView(
                message.id(),
                message.at(),
                message.writer(),
                message.text(),
                message.evidenceIds(),
                beforeCase,
                merchantSees);
    }
}
