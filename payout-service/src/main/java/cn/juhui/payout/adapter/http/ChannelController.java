package cn.juhui.payout.adapter.http;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.lever.ChannelHealth;
import cn.juhui.payout.application.lever.ChannelLevers;
import cn.juhui.payout.application.lever.HeldPayouts;
import cn.juhui.platform.http.audit.Reasoned;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/channels`: how the channels are, and the levers to hold payments back. For operators only.
@RestController
@RequestMapping("/v1/channels")
final class ChannelController {

    private final ChannelLevers levers;
    private final ChannelHealth health;
    private final HeldPayouts held;
    private final Clock clock = Clock.systemUTC();

    ChannelController(ChannelLevers levers, ChannelHealth health, HeldPayouts held) {
        this.levers = levers;
        this.health = health;
        this.held = held;
    }

    /// @param reason why
    record Why(@NotBlank @Size(max = 500) String reason) implements Reasoned {}

    /// A sum, which may be more than one payout can be.
    record AmountView(long value, String currency) {}

    /// @param oldestSince when the one began that waits longest; absent of none
    record WaitingView(
            int count, List<AmountView> amounts, @Nullable Instant oldestSince, boolean complete) {}

    record ChangeView(boolean paused, String reason, Actor by, Instant at) {}

    /// @param answers false while calls are kept from it, because too many of them failed
    /// @param changes the latest first
    record ChannelView(
            PaymentChannel channel,
            boolean paused,
            boolean answers,
            WaitingView waiting,
            List<ChangeView> changes) {}

    @GetMapping
    Page<ChannelView> list(Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        return new Page<>(Arrays.stream(PaymentChannel.values()).map(this::view).toList(), null);
    }

    /// Holds payments back, from a second later on; what is on the wire by then is sent.
    @PostMapping("/{channel}/pause")
    ChannelView pause(
            @PathVariable String channel,
            @Valid @RequestBody Why why,
            Caller caller,
            RequestContext request) {
        return change(channel, true, why, caller, request);
    }

    /// Lets payments go again: what waited goes within a minute, what waited longest first.
    @PostMapping("/{channel}/resume")
    ChannelView resume(
            @PathVariable String channel,
            @Valid @RequestBody Why why,
            Caller caller,
            RequestContext request) {
        return change(channel, false, why, caller, request);
    }

    private ChannelView change(
            String name, boolean paused, Why why, Caller caller, RequestContext request) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        var channel =
                Arrays.stream(PaymentChannel.values())
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(ProblemException::notFound);
        levers.change(
                channel,
                new LeverChange(
                        request.newId("lvr"),
                        paused,
                        why.reason(),
                        caller.as(Role.OPERATOR),
                        clock.instant()));
        return view(channel);
    }

    private ChannelView view(PaymentChannel channel) {
        var changes = levers.changes(channel);
        var waiting = held.of(channel);
        return new ChannelView(
                channel,
                !changes.isEmpty() && changes.getFirst().paused(),
                !health.isDown(channel),
                new WaitingView(
                        waiting.count(),
                        waiting.amounts().entrySet().stream()
                                .map(sum -> new AmountView(sum.getValue(), sum.getKey()))
                                .toList(),
                        waiting.oldestSince(),
                        waiting.complete()),
                changes.stream()
                        .map(c -> new ChangeView(c.paused(), c.reason(), c.by(), c.at()))
                        .toList());
    }
}
