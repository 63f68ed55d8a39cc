package cn.juhui.order.adapter.http;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.order.adapter.http.access.InputPatterns;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.application.express.ExpressBlocks;
import cn.juhui.order.application.express.SetExpressBlock;
import cn.juhui.order.domain.express.ExpressBlock;
import cn.juhui.order.domain.express.Party;
import cn.juhui.platform.http.audit.Reasoned;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.kernel.Writing;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/express-blocks`: whose refunds the platform doesn't decide at once (R9). For operators only.
@RestController
@RequestMapping("/v1/express-blocks")
final class ExpressBlockController {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final ExpressBlocks blocks;
    private final SetExpressBlock setBlock;
    private final Clock clock;

    ExpressBlockController(ExpressBlocks blocks, SetExpressBlock setBlock, Clock clock) {
        this.blocks = blocks;
        this.setBlock = setBlock;
        this.clock = clock;
    }

    /// @param until null for until it is lifted
    record Block(@NotBlank @Size(max = 500) String reason, @Nullable Instant until)
            implements Reasoned {}

    /// @param blocked whether it holds now
    record BlockView(Party.Kind kind, String id, boolean blocked, List<Decided> decisions) {}

    record Decided(boolean blocked, String reason, Actor by, Instant at, @Nullable Instant until) {}

    @GetMapping
    Page<BlockView> list(PageRequest page, Caller caller) {
        OrderAccess.require(caller, Role.OPERATOR);
        var after = page.cursor() == null ? null : party(Cursors.decode(page.cursor(), 2));
        var found = blocks.list(after, page.limit() + 1);
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        var last = shown.isEmpty() ? null : shown.getLast().party();
        var next =
                last == null || found.size() == shown.size()
                        ? null
                        : Cursors.encode(last.kind().name(), last.id());
        return new Page<>(shown.stream().map(this::view).toList(), next);
    }

    @GetMapping("/{kind}/{id}")
    BlockView show(@PathVariable String kind, @PathVariable String id, Caller caller) {
        OrderAccess.require(caller, Role.OPERATOR);
        return view(blocks.of(party(kind, id)));
    }

    @PutMapping("/{kind}/{id}")
    BlockView block(
            @PathVariable String kind,
            @PathVariable String id,
            @Valid @RequestBody Block request,
            Caller caller,
            RequestContext context) {
        OrderAccess.require(caller, Role.OPERATOR);
        var until = request.until();
        var now = clock.instant();
        if (until != null && (!until.isAfter(now) || until.isAfter(LATEST))) {
            throw ProblemException.invalid(InputError.range("/until", now, LATEST));
        }
        var reason = request.reason().strip();
        return view(setBlock.set(party(kind, id), true, reason, until, cause(caller, context)));
    }

    /// Lets them in again. Who was not blocked is let in all the same, and the decision is remembered.
    ///
    /// @param reason why
    @DeleteMapping("/{kind}/{id}")
    BlockView lift(
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Caller caller,
            RequestContext context) {
        OrderAccess.require(caller, Role.OPERATOR);
        if (Writing.length(reason) > 500) {
            throw ProblemException.invalid(InputError.size("reason", true, 0, 500));
        }
        return view(
                setBlock.set(party(kind, id), false, reason.strip(), null, cause(caller, context)));
    }

    private static Cause cause(Caller caller, RequestContext context) {
        return context.cause(caller.as(Role.OPERATOR));
    }

    private BlockView view(ExpressBlock block) {
        return new BlockView(
                block.party().kind(),
                block.party().id(),
                block.holdsAt(clock.instant()),
                block.decisions().stream()
                        .map(d -> new Decided(d.blocked(), d.reason(), d.by(), d.at(), d.until()))
                        .toList());
    }

    private static Party party(List<String> cursor) {
        if (Arrays.stream(Party.Kind.values()).noneMatch(k -> k.name().equals(cursor.getFirst()))) {
            throw Cursors.invalid();
        }
        return new Party(Party.Kind.valueOf(cursor.getFirst()), cursor.getLast());
    }

    /// `customers` or `merchants`, and an id as people have them.
    private static Party party(String kind, String id) {
        if (!id.matches(InputPatterns.ID)) {
            throw ProblemException.notFound();
        }
        return switch (kind) {
            case "customers" -> Party.customer(id);
            case "merchants" -> Party.merchant(id);
            default -> throw ProblemException.notFound();
        };
    }
}
