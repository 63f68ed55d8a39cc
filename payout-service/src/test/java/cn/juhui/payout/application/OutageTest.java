package cn.juhui.payout.application;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutMachine;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.platform.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A channel that is away for hours and comes back, before the real use cases and a clock that the test moves.
class OutageTest {

    private static final int WAITING = 200;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T02:00:00Z"));
    private final WorkingCalendar calendar = new WorkingCalendar(List.of());
    private final MemoryJournal<Payout, PayoutEvent> journal =
            new MemoryJournal<>(clock, Payout::dueAt);
    private final ArrayDeque<Runnable> calls = new ArrayDeque<>();
    private final ChannelExecutor lines =
            (_, call) -> {
                calls.add(call);
                return true;
            };
    private final Away channel = new Away();
    private final SendPayout send =
            new SendPayout(
                    journal,
                    channel,
                    lines,
                    new MemoryAccounts(),
                    new MemoryPaymentQueues(),
                    new MemoryChannelLevers(),
                    clock,
                    calendar);
    private final PursuePayout pursue =
            new PursuePayout(journal, channel, lines, send, clock, calendar);

    /// Like the real one behind its circuit breaker: while it is away, some calls are made in vain and most are not made.
    private static final class Away implements Channel {

        private boolean back;
        private int vain;
        private final Map<String, Integer> paid = new HashMap<>();

        private Optional<Answer.ToSubmission> none() {
            if (back) {
                return Optional.empty();
            }
            var why = ++vain % 10 == 0 ? Why.CONNECTION_FAILED : Why.CIRCUIT_OPEN;
            return Optional.of(new Answer.Unknown(why));
        }

        @Override
        public Answer.ToSubmission submit(Submission s) {
            return none().orElseGet(() -> {
                paid.merge(s.payoutNo(), 1, Integer::sum);
                return new Answer.Settled("ref", Instant.EPOCH);
            });
        }

        @Override
        public Answer query(Question q) {
            return none().<Answer>map(no -> no)
                    .orElseGet(() ->
                            paid.containsKey(q.payoutNo())
                                    ? new Answer.Settled("ref", Instant.EPOCH)
                                    : new Answer.NeverSeen());
        }

        @Override
        public Optional<List<TakenBack>> takenBack(PaymentChannel of, long after) {
            return Optional.empty();
        }
    }

    private String aPayout() {
        var refundId = Ids.next("rfd");
        var payout =
                PayoutMachine.initiate(
                        refundId,
                        Ids.next("ord"),
                        "cus_1",
                        "mer_1",
                        Money.cny(100),
                        PaymentChannel.WECHAT_PAY,
                        "T-" + refundId,
                        clock.instant(),
                        calendar);
        var cause = new Cause(Actor.system("payout-service"), "evt", null, null, null);
        journal.add(payout.id(), payout, List.of(PayoutMachine.initiated(payout)), cause);
        send.handle(payout, null);
        return payout.id();
    }

    private void live(Duration time) {
        var until = clock.instant().plus(time);
        while (clock.instant().isBefore(until)) {
            clock.advance(Duration.ofSeconds(5));
            journal.claimDue(clock.instant(), Integer.MAX_VALUE).forEach(pursue::handle);
            while (!calls.isEmpty()) {
                calls.remove().run();
            }
        }
    }

    private boolean isPaid(String id) {
        return journal.find(id).orElseThrow().aggregate().state() instanceof PayoutState.Succeeded;
    }

    @Test
    void what_waited_for_six_hours_is_sent_within_two_minutes_and_once() {
        var waiting = new ArrayList<String>();
        for (int i = 0; i < WAITING; i++) {
            waiting.add(aPayout());
        }
        live(Duration.ofHours(6));
        assertThat(waiting).noneMatch(this::isPaid);
        assertThat(channel.vain).isGreaterThan(WAITING);

        channel.back = true;
        live(Duration.ofMinutes(2));

        assertThat(waiting).allMatch(this::isPaid);
        assertThat(channel.paid).hasSize(WAITING).containsValue(1).doesNotContainValue(2);
    }

    @Test
    void a_question_that_was_not_put_leaves_no_trace() {
        aPayout();
        live(Duration.ofHours(6));
        // One in ten calls is made, at most every half minute: what is written is bounded by what
        // is asked.
        assertThat(journal.told()).hasSizeLessThan(6 * 60 * 2 / 10 + 20);
    }
}
