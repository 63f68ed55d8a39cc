package cn.juhui.evidence.adapter.http.conversation;

import cn.juhui.contracts.Role;
import cn.juhui.evidence.domain.conversation.MessageText;
import cn.juhui.evidence.domain.conversation.PostRefusal;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the conversations of cases and of orders have in common over HTTP: how a message is read, and why none is taken.
final class PostProblems {

    static final int MAX_EVIDENCE = 10;

    private PostProblems() {}

    /// A conversation has no version that a caller could expect.
    static Cause cause(RequestContext context, Caller caller, Role side) {
        var cause = context.cause(caller.as(side));
        return new Cause(cause.actor(), cause.id(), cause.traceparent(), null, null);
    }

    static MessageText text(String text) {
        var fault = MessageText.faultOf(text);
        if (fault != null) {
            throw ProblemException.invalid(
                    InputError.of("/text", fault.name(), 1, MessageText.MAX));
        }
        return new MessageText(text);
    }

    static List<String> evidence(@Nullable List<String> ids) {
        return ids == null ? List.of() : List.copyOf(new LinkedHashSet<>(ids));
    }

    static long place(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw Cursors.invalid();
        }
        return Long.parseLong(text);
    }

    static ProblemException unknown(List<Integer> positions) {
        return ProblemException.invalid(
                positions.stream()
                        .map(i -> InputError.of("/evidenceIds/" + i, "UNKNOWN_EVIDENCE"))
                        .toArray(InputError[]::new));
    }

    static ProblemException refused(PostRefusal refusal, HttpServletResponse response) {
        return switch (refusal) {
            case PostRefusal.TooFast(var limit, var window, var retryAfter) -> {
                response.setHeader("Retry-After", Long.toString(secondsUp(retryAfter)));
                yield ProblemException.of(429, "TOO_MANY_MESSAGES", limit, window.toSeconds());
            }
            case PostRefusal.Full(var limit) ->
                    ProblemException.of(422, "CONVERSATION_FULL", limit);
            case PostRefusal.Closed _ -> ProblemException.of(409, "CONVERSATION_CLOSED");
            case PostRefusal.Moved(var refundId) ->
                    ProblemException.of(409, "CONVERSATION_MOVED").with("refundId", refundId);
        };
    }

    private static long secondsUp(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
