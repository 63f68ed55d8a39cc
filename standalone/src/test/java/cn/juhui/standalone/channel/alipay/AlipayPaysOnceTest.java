package cn.juhui.standalone.channel.alipay;

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
import cn.juhui.payout.adapter.channel.alipay.AlipayChannel;
import cn.juhui.payout.application.Approvals;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.application.ChannelExecutor;
import cn.juhui.payout.application.InitiatePayout;
import cn.juhui.payout.application.PaymentQueues;
import cn.juhui.payout.application.PursuePayout;
import cn.juhui.payout.application.RetryPayout;
import cn.juhui.payout.application.SendPayout;
import cn.juhui.payout.application.account.Accounts;
import cn.juhui.payout.application.lever.ChannelLevers;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.PaymentQueue;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.payout.domain.QueryPauses;
import cn.juhui.payout.domain.account.Account;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.standalone.channel.ChannelSimulator;
import cn.juhui.standalone.channel.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The payouts' real use cases and the real adapter against the simulated Alipay over the wire, driven by chance: faults of every kind, messages that come
/// twice, processes that die before and after a call, operators who click, a clock that jumps. The simulator's own ledger judges: each refund is paid once,
/// or waits for another account; and nobody was impolite. `-Djuhui.alipay.seeds=10000` for more.
class AlipayPaysOnceTest {

    private static final int SEEDS = Integer.getInteger("juhui.alipay.seeds", 500);

    /// Who is kept waiting longer than this loses the connection, so that no limit of time, which a busy machine may miss, decides what a seed does.
    private static final Duration SILENCE = Duration.ofMillis(20);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T02:00:00Z"));

    @Test
    void no_order_of_faults_pays_twice_and_none_forgets_to_pay(@TempDir Path folder)
            throws Exception {
        try (var simulator = ChannelSimulator.start(0, folder, clock, SILENCE);
                var alipay =
                        AlipaySimulatorTest.client(
                                simulator.client("ALIPAY"),
                                Map.of(
                                        "time-limit", "3s",
                                        "calls-per-second", "1000000",
                                        "circuit.minimum-calls", "1000000",
                                        "circuit.window", "1000000"))) {
            for (long seed = 0; seed < SEEDS; seed++) {
                try {
                    new Story(seed, simulator, alipay).run();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("seed " + seed, e);
                }
            }
            assertThat(simulator.breaches(PaymentChannel.ALIPAY)).isEmpty();
        }
    }

    /// The end of a process.
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class Story implements Channel, ChannelExecutor, PaymentQueues, Approvals {

        private final Random chance;
        private final ChannelSimulator simulator;
        private final AlipayChannel alipay;
        private final MemoryJournal<Payout, PayoutEvent> journal =
                new MemoryJournal<>(clock, Payout::dueAt);
        private final WorkingCalendar calendar = new WorkingCalendar(List.of());
        private final Levers levers = new Levers();
        private final SendPayout send =
                new SendPayout(
                        journal, this, this, new NoAccounts(), this, levers, clock, calendar);
        private final InitiatePayout initiate =
                new InitiatePayout(journal, this, send, clock, calendar);
        private final PursuePayout pursue =
                new PursuePayout(journal, this, this, send, clock, calendar);
        private final RetryPayout retry = new RetryPayout(journal, send, pursue, clock, calendar);

        private final List<Runnable> background = new ArrayList<>();
        private final Map<String, PaymentQueue> queues = new HashMap<>();
        private final List<CardsVoided> voided = new ArrayList<>();
        private final String trade;
        private boolean calm;

        Story(long seed, ChannelSimulator simulator, AlipayChannel alipay) {
            this.chance = new Random(seed);
            this.simulator = simulator;
            this.alipay = alipay;
            this.trade = "2026T" + seed;
            for (int i = 0; i < 2; i++) {
                voided.add(voided());
            }
        }

        void run() {
            for (int i = 0; i < 30; i++) {
                something();
            }
            calm = true;
            levers.paused = false;
            simulator.setFault(PaymentChannel.ALIPAY, Fault.NONE, null);
            voided.forEach(this::hear);
            for (int i = 0; i < 12; i++) {
                clock.advance(Duration.ofDays(1));
                journal.claimDue(clock.instant(), 100).forEach(pursue::handle);
                while (!background.isEmpty()) {
                    background.removeFirst().run();
                }
            }
            voided.forEach(this::isPaidOnceOrWaits);
        }

        private void isPaidOnceOrWaits(CardsVoided v) {
            var payout = journal.find(idOf(v)).orElseThrow().aggregate();
            var paid =
                    simulator.refunds(PaymentChannel.ALIPAY).stream()
                            .filter(p -> p.refundNo().equals(payout.attempt().payoutNo()))
                            .map(p -> p.amount())
                            .toList();
            if (payout.state() instanceof PayoutState.Abnormal) {
                assertThat(paid).isEmpty();
            } else {
                assertThat(payout.state()).isInstanceOf(PayoutState.Succeeded.class);
                assertThat(paid).containsExactly(v.amount());
            }
        }

        private void something() {
            switch (chance.nextInt(8)) {
                case 0 -> hear(any());
                case 1 -> clock.advance(Duration.ofMillis(chance.nextInt(15_000)));
                case 2 -> journal.claimDue(clock.instant(), 2).forEach(pursue::handle);
                case 3 ->
                        retry.handle(
                                idOf(any()),
                                new Cause(
                                        new Actor(Role.OPERATOR, "op"), "http", null, null, null));
                case 4 -> {
                    var kinds = Fault.values();
                    simulator.setFault(
                            PaymentChannel.ALIPAY,
                            kinds[chance.nextInt(kinds.length)],
                            1 + chance.nextInt(2));
                }
                case 5 -> levers.paused = !levers.paused && chance.nextBoolean();
                default -> runOne();
            }
        }

        private void runOne() {
            if (background.isEmpty()) {
                return;
            }
            var task = background.remove(chance.nextInt(background.size()));
            if (chance.nextInt(12) == 0) {
                return; // The process died before the call.
            }
            try {
                task.run();
            } catch (Death _) {
                // What it had stored is what is left.
            }
        }

        private void hear(CardsVoided v) {
            initiate.handle(v, new Cause(Actor.system("payout-service"), "evt", null, null, null));
        }

        @Override
        public Answer.ToSubmission submit(Submission submission) {
            var answer = alipay.submit(submission);
            mayDie();
            return answer;
        }

        @Override
        public Answer query(Question question) {
            var answer = alipay.query(question);
            mayDie();
            return answer;
        }

        private void mayDie() {
            if (!calm && chance.nextInt(10) == 0) {
                throw new Death();
            }
        }

        @Override
        public Optional<List<TakenBack>> takenBack(PaymentChannel channel, long after) {
            return alipay.takenBack(channel, after);
        }

        @Override
        public boolean run(PaymentChannel channel, Runnable call) {
            background.add(call);
            return true;
        }

        @Override
        public Optional<Instant> ask(
                PaymentChannel channel, String payment, String payoutNo, Instant now) {
            var asked =
                    queues.getOrDefault(payment, PaymentQueue.EMPTY)
                            .ask(payoutNo, QueryPauses.betweenRefunds(channel), now);
            queues.put(payment, asked.queue());
            return Optional.ofNullable(asked.comeBackAt());
        }

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
                    .filter(v -> v.refundId().value().equals(refundId))
                    .findFirst()
                    .orElseThrow();
        }

        private CardsVoided any() {
            return voided.get(chance.nextInt(voided.size()));
        }

        private static String idOf(CardsVoided v) {
            return Payout.idFor(v.refundId().value());
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
                    Money.cny(1 + chance.nextInt(100_000)),
                    PaymentChannel.ALIPAY,
                    trade,
                    clock.instant());
        }
    }

    /// One that an operator pulls now and then.
    private static final class Levers implements ChannelLevers {

        private boolean paused;

        @Override
        public boolean isPaused(PaymentChannel channel) {
            return paused;
        }

        @Override
        public List<LeverChange> changes(PaymentChannel channel) {
            return List.of();
        }

        @Override
        public void change(PaymentChannel channel, LeverChange change) {
            paused = change.paused();
        }
    }

    /// Nobody names another account here.
    private static final class NoAccounts implements Accounts {

        @Override
        public void add(String ref, String payoutId, Account account) {
            throw new IllegalStateException(ref);
        }

        @Override
        public Optional<Account> find(String ref, String payoutId) {
            return Optional.empty();
        }
    }
}
