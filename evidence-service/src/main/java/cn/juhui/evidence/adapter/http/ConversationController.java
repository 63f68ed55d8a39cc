package cn.juhui.evidence.adapter.http;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.evidence.application.PostMessage;
import cn.juhui.evidence.application.PostMessage.Draft;
import cn.juhui.evidence.application.PostMessage.Result;
import cn.juhui.evidence.application.ReadConversation;
import cn.juhui.evidence.application.SaidMessage;
import cn.juhui.evidence.domain.MessageText;
import cn.juhui.evidence.domain.PostRefusal;
import cn.juhui.platform.http.Cursors;
import cn.juhui.platform.http.Page;
import cn.juhui.platform.http.PageRequest;
import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.ProblemException.InputError;
import cn.juhui.platform.http.RequestContext;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The conversation of a case.
@RestController
public final class ConversationController {

    private static final int MAX_EVIDENCE = 10;

    private final ReadConversation read;
    private final PostMessage post;

    public ConversationController(ReadConversation read, PostMessage post) {
        this.read = read;
        this.post = post;
    }

    record Body(
            @Nullable String text,
            @Nullable @Size(max = MAX_EVIDENCE)
                    List<@NotNull @Size(max = 100) String> evidenceIds) {}

    record MessageView(String id, Instant at, Actor actor, String text, List<String> evidenceIds) {

        static MessageView of(SaidMessage message) {
            return new MessageView(
                    message.id(),
                    message.at(),
                    message.writer(),
                    message.text(),
                    message.evidenceIds());
        }
    }

    /// The whole conversation, for a service that acts in the caller's name. The gateway has no route to it.
    record Whole(List<MessageView> data) {}

    @GetMapping("/v1/refunds/{refundId}/messages")
    Page<MessageView> list(@PathVariable String refundId, PageRequest page, Caller caller) {
        var after = page.cursor() == null ? 0 : place(page.cursor());
        var found =
                read.read(refundId, EvidenceController.viewer(caller), after, page.limit() + 1)
                        .orElseThrow(ProblemException::notFound);
        var more = found.size() > page.limit();
        var rows = more ? found.subList(0, page.limit()) : found;
        return new Page<>(
                rows.stream().map(MessageView::of).toList(),
                more ? Cursors.encode(Long.toString(rows.getLast().seq())) : null);
    }

    @GetMapping("/internal/refunds/{refundId}/messages")
    Whole whole(@PathVariable String refundId, Caller caller) {
        return read.read(refundId, EvidenceController.viewer(caller), 0, Integer.MAX_VALUE)
                .map(all -> new Whole(all.stream().map(MessageView::of).toList()))
                .orElseThrow(ProblemException::notFound);
    }

    private static long place(String cursor) {
        var text = Cursors.decode(cursor, 1).getFirst();
        if (!text.matches("[0-9]{1,9}")) {
            throw Cursors.invalid();
        }
        return Long.parseLong(text);
    }

    @PostMapping("/v1/refunds/{refundId}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    MessageView post(
            @PathVariable String refundId,
            @Valid @RequestBody Body body,
            Caller caller,
            RequestContext context,
            HttpServletResponse response) {
        var evidenceIds =
                body.evidenceIds() == null
                        ? List.<String>of()
                        : List.copyOf(new LinkedHashSet<>(body.evidenceIds()));
        var draft =
                new Draft(
                        context.newId("msg"),
                        refundId,
                        text(body.text()),
                        evidenceIds,
                        EvidenceController.viewer(caller),
                        side -> cause(context, caller, side));
        return switch (post.post(draft)) {
            case Result.Posted(var message) -> MessageView.of(message);
            case Result.CaseNotFound _ -> throw ProblemException.notFound();
            case Result.EvidenceUnknown(var positions) -> throw unknown(positions);
            case Result.Refused(var refusal) -> throw refused(refusal, response);
        };
    }

    /// A conversation has no version that a caller could expect.
    private static Cause cause(RequestContext context, Caller caller, Role side) {
        var cause = context.cause(caller.as(side));
        return new Cause(cause.actor(), cause.id(), cause.traceparent(), null, null);
    }

    private static MessageText text(@Nullable String text) {
        var fault = MessageText.faultOf(text);
        if (text == null || fault != null) {
            var code = String.valueOf(fault);
            throw ProblemException.invalid(InputError.of("/text", code, 1, MessageText.MAX));
        }
        return new MessageText(text);
    }

    private static ProblemException unknown(List<Integer> positions) {
        return ProblemException.invalid(
                positions.stream()
                        .map(i -> InputError.of("/evidenceIds/" + i, "UNKNOWN_EVIDENCE"))
                        .toArray(InputError[]::new));
    }

    private static ProblemException refused(PostRefusal refusal, HttpServletResponse response) {
        return switch (refusal) {
            case PostRefusal.TooFast(var limit, var window, var retryAfter) -> {
                response.setHeader("Retry-After", Long.toString(secondsUp(retryAfter)));
                yield ProblemException.of(429, "TOO_MANY_MESSAGES", limit, window.toSeconds());
            }
            case PostRefusal.Full(var limit) ->
                    ProblemException.of(422, "CONVERSATION_FULL", limit);
            case PostRefusal.Closed _ -> ProblemException.of(409, "CONVERSATION_CLOSED");
        };
    }

    private static long secondsUp(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
