package cn.juhui.refund.adapter.http.operations;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Narrowed;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.application.RefundQueries.Position;
import cn.juhui.refund.application.operations.StuckCause;
import cn.juhui.refund.application.operations.Worklists;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Status;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/operations/…`: what waits, and for whom. For operators only.
@RestController
@RequestMapping("/v1/operations")
final class OperationsController {

    /// Of stuck money the totals say the rest.
    private static final int SHOWN = 50;

    private static final Duration LONGEST = Duration.ofDays(7);

    /// In characters.
    private static final int LONGEST_DURATION = 40;

    private final Worklists worklists;
    private final Clock clock;

    OperationsController(Worklists worklists, Clock clock) {
        this.worklists = worklists;
        this.clock = clock;
    }

    /// A sum, which may be more than one case's money can be.
    record AmountView(long value, String currency) {

        static AmountView of(long value) {
            return new AmountView(value, "CNY");
        }
    }

    record StuckView(
            StuckCause cause,
            String refundId,
            String payoutId,
            String orderNo,
            String merchantId,
            @Nullable String channel,
            AmountView amount,
            Instant since,
            long ageSeconds,
            StuckCause.Next next) {}

    record TotalView(StuckCause cause, long count, AmountView amount) {}

    record StuckMoneyView(List<StuckView> data, List<TotalView> totals, boolean complete) {}

    @GetMapping("/stuck")
    StuckMoneyView stuck(Caller caller) {
        allow(caller);
        var found = worklists.stuck(SHOWN);
        return new StuckMoneyView(
                found.first().stream().map(this::view).toList(),
                found.totals().stream()
                        .map(t -> new TotalView(t.cause(), t.count(), AmountView.of(t.amount())))
                        .toList(),
                found.complete());
    }

    private StuckView view(Worklists.Stuck stuck) {
        var refund = stuck.refund().aggregate();
        return new StuckView(
                stuck.cause(),
                refund.id(),
                refund.payoutId(),
                refund.application().orderNo(),
                refund.application().merchantId(),
                refund.application().channel() == null
                        ? null
                        : refund.application().channel().name(),
                AmountView.of(stuck.amount()),
                stuck.since(),
                Math.max(0, Duration.between(stuck.since(), clock.instant()).toSeconds()),
                stuck.cause().next());
    }

    record DeadlineView(
            String refundId,
            String orderNo,
            String merchantId,
            Status status,
            Instant deadline,
            long remainingSeconds,
            AmountView amount) {}

    /// @param within an ISO-8601 duration
    @GetMapping("/deadlines")
    Page<DeadlineView> deadlines(
            @RequestParam(defaultValue = "PT1H") String within, PageRequest page, Caller caller) {
        allow(caller);
        var found =
                worklists.deadlines(
                        duration(within),
                        Cursors.position(page.cursor(), Position::new),
                        page.limit());
        var now = clock.instant();
        var next = found.next();
        return new Page<>(
                found.refunds().stream().map(stored -> deadline(stored, now)).toList(),
                next == null ? null : Cursors.encode(next.at(), next.id()));
    }

    private static DeadlineView deadline(Stored<Refund> stored, Instant now) {
        var refund = stored.aggregate();
        var deadline = refund.shownDeadline();
        var at = deadline == null ? now : deadline;
        return new DeadlineView(
                refund.id(),
                refund.application().orderNo(),
                refund.application().merchantId(),
                refund.status(),
                at,
                Duration.between(now, at).toSeconds(),
                AmountView.of(refund.requested().value()));
    }

    private static Duration duration(String sent) {
        try {
            var duration =
                    Duration.parse(
                            Objects.requireNonNull(
                                    Narrowed.text("within", sent, LONGEST_DURATION)));
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw ProblemException.invalid(InputError.form("within", "PT1H"));
        }
        throw ProblemException.invalid(InputError.range("within", Duration.ZERO, LONGEST));
    }

    record LateMerchantView(
            String merchantId, long cases, AmountView amount, Instant oldestDeadline) {}

    record LateMerchantsView(List<LateMerchantView> data, boolean complete) {}

    @GetMapping("/late-merchants")
    LateMerchantsView lateMerchants(Caller caller) {
        allow(caller);
        var found = worklists.lateMerchants();
        return new LateMerchantsView(
                found.merchants().stream()
                        .map(m ->
                                new LateMerchantView(
                                        m.merchantId(),
                                        m.cases(),
                                        AmountView.of(m.amount()),
                                        m.oldest()))
                        .toList(),
                found.complete());
    }

    private static void allow(Caller caller) {
        if (!caller.is(Role.OPERATOR)) {
            throw ProblemException.forbidden();
        }
    }
}
