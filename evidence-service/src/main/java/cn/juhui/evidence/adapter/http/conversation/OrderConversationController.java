package cn.juhui.evidence.adapter.http.conversation;

import cn.juhui.evidence.adapter.http.EvidenceController;
import cn.juhui.evidence.application.SaidMessage;
import cn.juhui.evidence.application.conversation.PostOrderMessage;
import cn.juhui.evidence.application.conversation.PostOrderMessage.Draft;
import cn.juhui.evidence.application.conversation.PostOrderMessage.Result;
import cn.juhui.evidence.application.conversation.ReadOrderConversation;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
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

/// The conversation of an order, before there is a case.
@RestController
public final class OrderConversationController {

    private final ReadOrderConversation read;
    private final PostOrderMessage post;

    public OrderConversationController(ReadOrderConversation read, PostOrderMessage post) {
        this.read = read;
        this.post = post;
    }

    record Body(
            @NotNull String text,
            @Nullable @Size(max = PostProblems.MAX_EVIDENCE)
                    List<@NotNull @Size(max = 100) String> evidenceIds,
            @Nullable Boolean askMerchant) {}

    @GetMapping("/v1/orders/{orderId}/messages")
    Page<MessageView> list(@PathVariable String orderId, PageRequest page, Caller caller) {
        var cursor = page.cursor();
        var after = cursor == null ? 0 : PostProblems.place(Cursors.decode(cursor, 1).getFirst());
        var viewer = EvidenceController.viewer(caller);
        return switch (read.read(orderId, viewer, after, page.limit() + 1)) {
            case ReadOrderConversation.Result.Read(var found) -> page(found, page.limit());
            case ReadOrderConversation.Result.NotFound _ -> throw ProblemException.notFound();
            case ReadOrderConversation.Result.Unavailable _ -> throw unavailable();
        };
    }

    private static Page<MessageView> page(List<SaidMessage> found, int limit) {
        var more = found.size() > limit;
        var rows = more ? found.subList(0, limit) : found;
        return new Page<>(
                rows.stream().map(MessageView::onOrder).toList(),
                more ? Cursors.encode(Long.toString(rows.getLast().seq())) : null);
    }

    @PostMapping("/v1/orders/{orderId}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    MessageView post(
            @PathVariable String orderId,
            @Valid @RequestBody Body body,
            Caller caller,
            RequestContext context,
            HttpServletResponse response) {
        var draft =
                new Draft(
                        context.newId("msg"),
                        orderId,
                        PostProblems.text(body.text()),
                        PostProblems.evidence(body.evidenceIds()),
                        Boolean.TRUE.equals(body.askMerchant()),
                        EvidenceController.viewer(caller),
                        side -> PostProblems.cause(context, caller, side));
        return switch (post.post(draft)) {
            case Result.Posted(var message) -> MessageView.onOrder(message);
            case Result.NotFound _ -> throw ProblemException.notFound();
            case Result.Unavailable _ -> throw unavailable();
            case Result.AskedByNoAgent _ ->
                    throw ProblemException.invalid(InputError.of("/askMerchant", "AGENTS_ONLY"));
            case Result.EvidenceUnknown(var positions) -> throw PostProblems.unknown(positions);
            case Result.Refused(var refusal) -> throw PostProblems.refused(refusal, response);
        };
    }

    private static ProblemException unavailable() {
        return ProblemException.of(503, "SERVICE_UNAVAILABLE");
    }
}
