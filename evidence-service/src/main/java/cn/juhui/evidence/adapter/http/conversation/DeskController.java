package cn.juhui.evidence.adapter.http.conversation;

import cn.juhui.contracts.Role;
import cn.juhui.evidence.adapter.http.EvidenceController;
import cn.juhui.evidence.application.conversation.Desk;
import cn.juhui.evidence.application.conversation.Desk.Place;
import cn.juhui.evidence.application.conversation.Desk.Wish;
import cn.juhui.evidence.application.conversation.ReadDesk;
import cn.juhui.evidence.application.conversation.WorkOnConversation;
import cn.juhui.evidence.application.conversation.WorkOnConversation.Result;
import cn.juhui.evidence.application.conversation.WorkOnConversation.Step;
import cn.juhui.evidence.domain.conversation.DeskRefusal;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The agents' desk: which conversations of orders wait for an answer, and who has which.
@RestController
public final class DeskController {

    private final Desk desk;
    private final ReadDesk read;
    private final WorkOnConversation work;

    public DeskController(Desk desk, ReadDesk read, WorkOnConversation work) {
        this.desk = desk;
        this.read = read;
        this.work = work;
    }

    /// @param to another agent; null: back to the queue
    /// @param text for the colleague
    record HandOver(
            @Nullable
                    @Size(max = 100)
                    @Pattern(regexp = "[A-Za-z0-9._:@-]{1,100}", message = "agt_chen")
                    String to,
            @Nullable String text) {}

    @GetMapping("/v1/conversations")
    Page<DeskView> list(
            @RequestParam(defaultValue = "true") boolean unread,
            @RequestParam(required = false) @Nullable Boolean mine,
            PageRequest page,
            Caller caller) {
        agent(caller);
        var takenBy = mine == null ? null : mine ? caller.subject() : "";
        var merchantId = caller.is(Role.MERCHANT) ? caller.merchantId() : null;
        var wish = new Wish(unread, takenBy, caller.subject(), merchantId);
        var cursor = page.cursor();
        var found = desk.list(wish, cursor == null ? null : place(cursor), page.limit() + 1);
        var more = found.size() > page.limit();
        var rows = more ? found.subList(0, page.limit()) : found;
        return new Page<>(
                rows.stream().map(row -> DeskView.of(row.conversation())).toList(),
                more ? cursor(rows.getLast().place()) : null);
    }

    private static Place place(String cursor) {
        var parts = Cursors.decode(cursor, 2);
        if (!parts.getFirst().matches("[0-9]{1,15}")) {
            throw Cursors.invalid();
        }
        return new Place(Instant.ofEpochMilli(Long.parseLong(parts.getFirst())), parts.getLast());
    }

    private static String cursor(Place place) {
        return Cursors.encode(Long.toString(place.since().toEpochMilli()), place.id());
    }

    @GetMapping("/v1/conversations/{orderId}")
    DeskView one(@PathVariable String orderId, Caller caller) {
        agent(caller);
        return read.read(orderId, EvidenceController.viewer(caller))
                .map(item -> DeskView.of(item.conversation(), item.steps()))
                .orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/v1/conversations/{orderId}/take")
    DeskView take(@PathVariable String orderId, Caller caller, RequestContext context) {
        return work(orderId, new Step.Take(), caller, context);
    }

    @PostMapping("/v1/conversations/{orderId}/hand-over")
    DeskView handOver(
            @PathVariable String orderId,
            @Valid @RequestBody HandOver body,
            Caller caller,
            RequestContext context) {
        agent(caller);
        var text = body.text() == null ? null : PostProblems.text(body.text());
        return work(orderId, new Step.HandOver(body.to(), text), caller, context);
    }

    @PostMapping("/v1/conversations/{orderId}/settle")
    DeskView settle(@PathVariable String orderId, Caller caller, RequestContext context) {
        return work(orderId, new Step.Settle(), caller, context);
    }

    private DeskView work(String orderId, Step step, Caller caller, RequestContext context) {
        agent(caller);
        var viewer = EvidenceController.viewer(caller);
        var cause = PostProblems.cause(context, caller, Role.AGENT);
        return switch (work.work(orderId, step, viewer, cause)) {
            case Result.Done(var conversation) -> DeskView.of(conversation);
            case Result.NotFound _ -> throw ProblemException.notFound();
            case Result.OwnOrder _ -> throw ProblemException.forbidden();
            case Result.Refused(var refusal) -> throw refused(refusal);
        };
    }

    private static void agent(Caller caller) {
        if (!caller.is(Role.AGENT)) {
            throw ProblemException.forbidden();
        }
    }

    private static ProblemException refused(DeskRefusal refusal) {
        return switch (refusal) {
            case DeskRefusal.HasAnother(var agentId) ->
                    ProblemException.of(409, "CONVERSATION_TAKEN").with("takenBy", agentId);
            case DeskRefusal.TooOften(var limit) ->
                    ProblemException.of(422, "CONVERSATION_MOVED_TOO_OFTEN", limit);
            case DeskRefusal.OwnOrder _ ->
                    ProblemException.invalid(InputError.of("/to", "OWN_ORDER"));
        };
    }
}
