package cn.juhui.evidence.adapter.http.conversation;

import cn.juhui.evidence.adapter.http.EvidenceController;
import cn.juhui.evidence.application.SaidMessage;
import cn.juhui.evidence.application.conversation.PostMessage;
import cn.juhui.evidence.application.conversation.PostMessage.Draft;
import cn.juhui.evidence.application.conversation.PostMessage.Result;
import cn.juhui.evidence.application.conversation.ReadConversation;
import cn.juhui.evidence.application.conversation.ReadConversation.Place;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

    private static final String BEFORE_CASE = "b";

    private final ReadConversation read;
    private final PostMessage post;

    public ConversationController(ReadConversation read, PostMessage post) {
        this.read = read;
        this.post = post;
    }

    record Body(
            @NotNull String text,
            @Nullable @Size(max = PostProblems.MAX_EVIDENCE)
                    List<@NotNull @Size(max = 100) String> evidenceIds) {}

    /// The whole conversation, for a service that acts in the caller's name. The gateway has no route to it.
    record Whole(List<MessageView> data) {}

    @GetMapping("/v1/refunds/{refundId}/messages")
    Page<MessageView> list(@PathVariable String refundId, PageRequest page, Caller caller) {
        var after = place(page.cursor());
        var found =
                read.read(refundId, EvidenceController.viewer(caller), after, page.limit() + 1)
                        .orElseThrow(ProblemException::notFound);
        var more = found.size() > page.limit();
        var rows = more ? found.subList(0, page.limit()) : found;
        return new Page<>(
                rows.stream().map(MessageView::of).toList(), more ? cursor(rows.getLast()) : null);
    }

    @GetMapping("/internal/refunds/{refundId}/messages")
    Whole whole(@PathVariable String refundId, Caller caller) {
        return read.read(
                        refundId, EvidenceController.viewer(caller), Place.START, Integer.MAX_VALUE)
                .map(all -> new Whole(all.stream().map(MessageView::of).toList()))
                .orElseThrow(ProblemException::notFound);
    }

    private static Place place(@Nullable String cursor) {
        if (cursor == null) {
            return Place.START;
        }
        var text = Cursors.decode(cursor, 1).getFirst();
        var beforeCase = text.startsWith(BEFORE_CASE);
        var seq = beforeCase ? text.substring(BEFORE_CASE.length()) : text;
        return new Place(beforeCase, PostProblems.place(seq));
    }

    private static String cursor(SaidMessage last) {
        return Cursors.encode((last.beforeCase() ? BEFORE_CASE : "") + last.seq());
    }

    @PostMapping("/v1/refunds/{refundId}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    MessageView post(
            @PathVariable String refundId,
            @Valid @RequestBody Body body,
            Caller caller,
            RequestContext context,
            HttpServletResponse response) {
        var draft =
                new Draft(
                        context.newId("msg"),
                        refundId,
                        PostProblems.text(body.text()),
                        PostProblems.evidence(body.evidenceIds()),
                        EvidenceController.viewer(caller),
                        side -> PostProblems.cause(context, caller, side));
        return switch (post.post(draft)) {
            case Result.Posted(var message) -> MessageView.of(message);
            case Result.CaseNotFound _ -> throw ProblemException.notFound();
            case Result.EvidenceUnknown(var positions) -> throw PostProblems.unknown(positions);
            case Result.Refused(var refusal) -> throw PostProblems.refused(refusal, response);
        };
    }
}
