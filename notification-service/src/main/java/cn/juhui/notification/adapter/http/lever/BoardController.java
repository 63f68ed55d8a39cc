package cn.juhui.notification.adapter.http.lever;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.notification.application.lever.Boards;
import cn.juhui.platform.http.audit.Reasoned;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.lever.LeverBoard.Standing;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.lever.LeverKind;
import cn.juhui.platform.security.Caller;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/operations/levers`: what operators can pause in all services, and what is paused. For operators only.
@RestController
@RequestMapping("/v1/operations/levers")
final class BoardController {

    /// `refund-service.relay.refunds`
    private static final Pattern LEVER =
            Pattern.compile("([a-z]+-service)\\.([a-z]+)\\.([A-Za-z0-9_.-]{1,80})");

    private final Boards boards;
    private final Clock clock = Clock.systemUTC();

    BoardController(Boards boards) {
        this.boards = boards;
    }

    /// @param reason why
    record Why(@NotBlank @Size(max = 500) String reason) implements Reasoned {}

    /// What waits for a lever.
    ///
    /// @param oldestSince when that began to wait which waits longest; absent where nobody can say
    record WaitingView(long count, @Nullable Instant oldestSince) {}

    /// @param since when it was last paused or resumed; absent, with `by` and `reason`, when nobody ever touched it
    /// @param waiting absent unless it is paused, and where nobody can say
    record LeverView(
            String id,
            String service,
            LeverKind kind,
            String name,
            boolean paused,
            @Nullable Instant since,
            @Nullable Actor by,
            @Nullable String reason,
            @Nullable WaitingView waiting) {}

    /// @param missing the services that could not be asked; absent when all answered
    record BoardView(
            List<LeverView> data,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor,
            @Nullable List<String> missing) {}

    /// All on one page.
    @GetMapping
    BoardView list(Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        var found = boards.list();
        return new BoardView(
                found.levers().entrySet().stream()
                        .flatMap(of -> of.getValue().stream().map(one -> view(of.getKey(), one)))
                        .toList(),
                null,
                found.missing().isEmpty() ? null : found.missing());
    }

    /// Lets it rest on all instances, from a second or two later on; what is under way by then is done.
    @PostMapping("/{lever}/pause")
    LeverView pause(
            @PathVariable String lever,
            @Valid @RequestBody Why why,
            Caller caller,
            RequestContext request) {
        return pull(lever, true, why, caller, request);
    }

    /// Lets it go again.
    @PostMapping("/{lever}/resume")
    LeverView resume(
            @PathVariable String lever,
            @Valid @RequestBody Why why,
            Caller caller,
            RequestContext request) {
        return pull(lever, false, why, caller, request);
    }

    private LeverView pull(
            String lever, boolean paused, Why why, Caller caller, RequestContext request) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        var named = LEVER.matcher(lever);
        if (!named.matches()) {
            throw ProblemException.notFound();
        }
        var change =
                new LeverChange(
                        request.newId("lvr"),
                        paused,
                        why.reason(),
                        caller.as(Role.OPERATOR),
                        clock.instant());
        var service = named.group(1);
        return LeverKind.of(named.group(2))
                .flatMap(kind -> boards.pull(service, kind, named.group(3), change))
                .map(now -> view(service, now))
                .orElseThrow(ProblemException::notFound);
    }

    private static LeverView view(String service, Standing one) {
        var last = one.last();
        return new LeverView(
                service + "." + one.kind().word() + "." + one.name(),
                service,
                one.kind(),
                one.name(),
                one.paused(),
                last == null ? null : last.at(),
                last == null ? null : last.by(),
                last == null ? null : last.reason(),
                one.waiting() == null ? null : new WaitingView(one.waiting(), one.oldestSince()));
    }
}
