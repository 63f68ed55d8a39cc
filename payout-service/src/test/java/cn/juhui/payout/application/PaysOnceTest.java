package cn.juhui.payout.application;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.OrderIds;
import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.platform.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The real use cases against a model of the channel, driven by chance: messages come twice, answers get lost before and
/// after paying, the process dies between write, call and write, operators click, several instances work at once (while
/// one waits for the channel, others run). Whatever happens, a payout is paid once, and in the end it is; and two refunds of one payment are
/// a minute apart.
class PaysOnceTest {

    private static final int SEEDS = 2000;

    @Test
    void no_order_of_events_pays_twice_and_none_forgets_to_pay() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Story(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class Story implements Channel, ChannelExecutor {

        private final Random chance;
        private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T02:00:00Z"));
        private final MemoryJournal<Payout, PayoutEvent> journal =
                new MemoryJournal<>(clock, Payout::dueAt);
        private final WorkingCalendar calendar = new WorkingCalendar(List.of());
        private final MemoryChannelLevers levers = new MemoryChannelLevers();
        private final SendPayout send =
                new SendPayout(
                        journal,
                        this,
                        this,
                        new MemoryAccounts(),
                        new MemoryPaymentQueues(),
                        levers,
                        clock,
                        calendar);
        private final InitiatePayout initiate =
                new InitiatePayout(journal, new Sources(), send, clock, calendar);
        private final PursuePayout pursue =
                new PursuePayout(journal, this, this, send, clock, calendar);
        private final RetryPayout retry = new RetryPayout(journal, send, pursue, clock, calendar);

        private final List<Runnable> background = new ArrayList<>();
        private final Map<String, Integer> paid = new HashMap<>();
        private final Map<String, Integer> processing = new HashMap<>();
        private final Set<String> beingSent = new HashSet<>();
        private final List<CardsVoided> voided = new ArrayList<>();
        private String lastSent = "";
        private Instant lastSentAt = Instant.MIN;
        private boolean calm;
        private int depth;

        Story(long seed) {
            this.chance = new Random(seed);
            for (int i = 0; i < 3; i++) {
                voided.add(voided());
            }
        }

        void run() {
            for (int i = 0; i < 60; i++) {
                something();
            }
            calm = true;
            turn(false);
            voided.forEach(this::hear);
            for (int i = 0; i < 40; i++) {
                clock.advance(Duration.ofDays(1));
                journal.claimDue(clock.instant(), 100).forEach(pursue::handle);
                runAll();
                voided.forEach(this::retryIfFailed);
                runAll();
            }
            for (var v : voided) {
                var id = Payout.idFor(v.refundId().value());
                var payout = journal.find(id).orElseThrow().aggregate();
                assertThat(payout.state()).isInstanceOf(PayoutState.Succeeded.class);
                assertThat(payout.attempts()).hasSize(1);
                assertThat(paid).containsEntry(payout.attempt().payoutNo(), 1);
                var completed =
                        journal.told().stream()
                                .filter(t -> t.subject().equals(id))
                                .filter(t -> t.event().type().equals("payout.completed"))
                                .toList();
                assertThat(completed).hasSize(1);
            }
            assertThat(paid).hasSize(voided.size());
        }

        private void something() {
            switch (chance.nextInt(7)) {
                case 0 -> hear(any());
                case 1 -> clock.advance(Duration.ofMillis(chance.nextInt(15_000)));
                case 2 -> journal.claimDue(clock.instant(), 2).forEach(pursue::handle);
                case 3 -> retry.handle(Payout.idFor(any().refundId().value()), operator());
                case 4 -> turn(chance.nextBoolean());
                default -> runOne();
            }
        }

        /// An operator pauses every channel, or resumes it.
        private void turn(boolean paused) {
            var by = new Actor(Role.OPERATOR, "op");
            for (var channel : PaymentChannel.values()) {
                levers.change(channel, new LeverChange("lvr", paused, "why", by, clock.instant()));
            }
        }

        private void runOne() {
            if (!background.isEmpty()) {
                var task = background.remove(chance.nextInt(background.size()));
                if (!calm && chance.nextInt(12) == 0) {
                    return; // the process died before the call
                }
                try {
                    task.run();
                } catch (Crash e) {
                    // The process died in the middle; what it had stored is what is left.
                }
            }
        }

        private void runAll() {
            while (!background.isEmpty()) {
                runOne();
            }
        }

        @Override
        public boolean run(PaymentChannel channel, Runnable call) {
            if (!calm && chance.nextInt(15) == 0) {
                return false; // no free line
            }
            background.add(call);
            return true;
        }

        @Override
        public Answer.ToSubmission submit(Submission s) {
            assertThat(levers.isPaused(s.channel())).as("sent to a paused channel").isFalse();
            if (!s.payoutNo().equals(lastSent)) {
                assertThat(Duration.between(lastSentAt, clock.instant()))
                        .as("between two refunds of one payment")
                        .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
            }
            lastSent = s.payoutNo();
            lastSentAt = clock.instant();
            assertThat(beingSent.add(s.payoutNo())).as("sent by one actor at a time").isTrue();
            try {
                return (Answer.ToSubmission) outcome(() -> pay(s.payoutNo()));
            } finally {
                beingSent.remove(s.payoutNo());
            }
        }

        @Override
        public Answer query(Question q) {
            return outcome(() -> known(q.payoutNo()));
        }

        @Override
        public java.util.Optional<List<TakenBack>> takenBack(PaymentChannel channel, long after) {
            return java.util.Optional.of(List.of());
        }

        private Answer outcome(java.util.function.Supplier<Answer> truth) {
            meanwhile();
            if (calm) {
                return truth.get();
            }
            return switch (chance.nextInt(10)) {
                case 0 -> new Answer.Unknown(Why.CONNECTION_FAILED);
                case 1 -> {
                    var unused = truth.get();
                    yield new Answer.Unknown(Why.TIMEOUT);
                }
                case 2 -> throw new Crash();
                case 3 -> {
                    var unused = truth.get();
                    throw new Crash();
                }
                default -> {
                    var answer = truth.get();
                    meanwhile();
                    yield answer;
                }
            };
        }

        /// What the others do while this call is on its way; a call takes five seconds at most.
        private void meanwhile() {
            if (calm || depth > 3) {
                return;
            }
            depth++;
            for (int i = chance.nextInt(3); i > 0; i--) {
                if (chance.nextInt(3) == 0) {
                    clock.advance(Duration.ofMillis(chance.nextInt(400)));
                } else {
                    switch (chance.nextInt(4)) {
                        case 0 -> hear(any());
                        case 1 -> journal.claimDue(clock.instant(), 2).forEach(pursue::handle);
                        case 2 -> retry.handle(Payout.idFor(any().refundId().value()), operator());
                        default -> runOne();
                    }
                }
            }
            depth--;
        }

        /// As often as it is asked: that it is asked once is for the service to see to.
        private Answer pay(String number) {
            if (!calm) {
                switch (chance.nextInt(8)) {
                    case 0 -> {
                        return new Answer.Declined("INSUFFICIENT_BALANCE", true);
                    }
                    case 1 -> {
                        return new Answer.Declined("INVALID_REQUEST", false);
                    }
                    case 2 -> {
                        processing.merge(number, 1, Integer::sum);
                        return known(number);
                    }
                    default -> {}
                }
            }
            paid.merge(number, 1, Integer::sum);
            return known(number);
        }

        private Answer known(String number) {
            if (processing.containsKey(number) && (calm || chance.nextInt(3) == 0)) {
                paid.merge(number, processing.remove(number), Integer::sum);
            }
            if (processing.containsKey(number)) {
                return new Answer.Accepted("ref");
            }
            return paid.containsKey(number)
                    ? new Answer.Settled("ref", clock.instant())
                    : new Answer.NeverSeen();
        }

        private void hear(CardsVoided v) {
            initiate.handle(v, new Cause(Actor.system("payout-service"), "evt", null, null, null));
        }

        private void retryIfFailed(CardsVoided v) {
            var id = Payout.idFor(v.refundId().value());
            if (journal.find(id).orElseThrow().aggregate().state() instanceof PayoutState.Failed) {
                retry.handle(id, operator());
            }
        }

        /// They confirm what was voided in this story.
        private final class Sources implements Approvals {

            @Override
            public RefundStanding of(String refundId) {
                var v = voidedFor(refundId);
                return new RefundStanding(
                        true,
                        false,
                        new RefundStanding.Approval(
                                new RefundId(refundId),
                                v.orderId(),
                                v.customerId(),
                                v.merchantId(),
                                v.cardIds(),
                                v.amount(),
                                null));
            }

            @Override
            public OwedPayment owed(String orderId, String refundId) {
                var v = voidedFor(refundId);
                return new OwedPayment(
                        new OwedPayment.Payment(
                                v.customerId(),
                                v.merchantId(),
                                v.cardIds(),
                                v.amount(),
                                v.channel(),
                                v.channelTransactionId(),
                                v.amount()));
            }

            private CardsVoided voidedFor(String refundId) {
                return voided.stream()
                        .filter(v -> v.refundId().equals(new RefundId(refundId)))
                        .findFirst()
                        .orElseThrow();
            }
        }

        private CardsVoided any() {
            return voided.get(chance.nextInt(voided.size()));
        }

        private static Cause operator() {
            return new Cause(new Actor(Role.OPERATOR, "op"), "http", null, null, null);
        }

        private CardsVoided voided() {
            return new CardsVoided(
                    new OrderIds(
                            new OrderId(Ids.next("ord")),
                            "NO1",
                            new CustomerId("cus_1"),
                            new MerchantId("mer_1")),
                    new RefundId(Ids.next("rfd")),
                    List.of(new CardId("crd_1")),
                    Money.cny(100),
                    PaymentChannel.WECHAT_PAY,
                    "T1",
                    clock.instant());
        }
    }
}
