package cn.juhui.standalone.process;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.order.CardUseClaimed;
import cn.juhui.contracts.order.CardsVoided;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.OwedPayment;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.contracts.order.RefundStopped;
import cn.juhui.contracts.payout.PayoutAbnormal;
import cn.juhui.contracts.payout.PayoutCompleted;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutFailed;
import cn.juhui.contracts.payout.PayoutPaidTwice;
import cn.juhui.contracts.payout.PayoutPaidTwiceUndone;
import cn.juhui.contracts.payout.PayoutReversed;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.contracts.payout.PayoutUnknown;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.order.adapter.messaging.RefundListeners;
import cn.juhui.order.application.ApproveForPayout;
import cn.juhui.order.application.AskEligibility;
import cn.juhui.order.application.CardChecks;
import cn.juhui.order.application.ExpressGuard;
import cn.juhui.order.application.FollowRefund;
import cn.juhui.order.application.HoldCards;
import cn.juhui.order.application.LookAfterHolds;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.payout.application.Approvals;
import cn.juhui.payout.application.ChannelExecutor;
import cn.juhui.payout.application.FollowReversals;
import cn.juhui.payout.application.InitiatePayout;
import cn.juhui.payout.application.PaymentQueues;
import cn.juhui.payout.application.PursuePayout;
import cn.juhui.payout.application.ReissuePayout;
import cn.juhui.payout.application.RetryPayout;
import cn.juhui.payout.application.Reversals;
import cn.juhui.payout.application.SendPayout;
import cn.juhui.payout.application.account.Accounts;
import cn.juhui.payout.application.account.KeepAccount;
import cn.juhui.payout.application.lever.ChannelLevers;
import cn.juhui.payout.domain.PaymentQueue;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.QueryPauses;
import cn.juhui.payout.domain.account.Account;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.messaging.EventListener;
import cn.juhui.platform.messaging.EventReader;
import cn.juhui.platform.messaging.Sources;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.platform.trace.Tracing;
import cn.juhui.refund.application.PayoutAccounts;
import cn.juhui.refund.application.RecordOrderEvent;
import cn.juhui.refund.application.RecordPayoutEvent;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.application.RequestMissedEvents;
import cn.juhui.refund.domain.Quote;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Standing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/// order-, refund- and payout-service as they are wired, over journals in memory, with the post between them.
final class House implements ChannelExecutor {

    final Random chance;
    final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T02:00:00Z"));
    private final ExpressGuard risks = Risks.guard();
    final MemoryJournal<Order, OrderEvent> orders =
            new MemoryJournal<>(
                    clock, _ -> null, order -> order.holds().stream().anyMatch(Hold::isOpen));
    final MemoryJournal<Refund, RefundEvent> refunds =
            new MemoryJournal<>(clock, Refund::dueAt, Refund::awaitsNews);
    final MemoryJournal<Payout, PayoutEvent> payouts =
            new MemoryJournal<>(clock, Payout::dueAt, Payout::needsAccount);
    final List<String> orderIds = new ArrayList<>();
    final List<String> refundIds = new ArrayList<>();
    final ModelChannel channel;
    final RefundCommands commands;
    final RetryPayout retry;
    private final FollowReversals followReversals;
    private final PursuePayout pursue;
    private final KeepAccount keepAccount;
    private final RequestMissedEvents seekNews;
    private final LookAfterHolds lookAfterHolds;
    private final List<Post> ofOrders;
    private final List<Post> ofRefunds;
    private final List<Post> ofPayouts;
    private final List<Runnable> calls = new ArrayList<>();
    private final Map<String, Quote.Evidence> evidence = new HashMap<>();
    private boolean calm;

    /// @param losses what the post loses
    House(Random chance, Losses losses) {
        this.chance = chance;
        channel = new ModelChannel(chance, clock::instant);
        var accounts = new Kept();
        var calendar = new WorkingCalendar(List.of());
        var send =
                new SendPayout(
                        payouts,
                        channel,
                        this,
                        accounts,
                        new Queues(),
                        new Untouched(),
                        clock,
                        calendar);
        var initiate = new InitiatePayout(payouts, new PaySources(), send, clock, calendar);
        var reissue = new ReissuePayout(payouts, new PaySources(), accounts, send, clock, calendar);
        pursue = new PursuePayout(payouts, channel, this, send, clock, calendar);
        followReversals = new FollowReversals(payouts, channel, new Marks(), clock, calendar);
        retry = new RetryPayout(payouts, send, pursue, clock, calendar);
        keepAccount = new KeepAccount(payouts, accounts);
        commands = new RefundCommands(refunds, this::pieces, clock);
        var order = new RecordOrderEvent(commands);
        var payout = new RecordPayoutEvent(commands);
        var followRefund = new FollowRefund(orders);
        var sources = new Neighbours();
        seekNews = new RequestMissedEvents(refunds, sources);
        lookAfterHolds = new LookAfterHolds(orders, followRefund, this::standing, sources);
        var follow =
                new RefundListeners(
                                new HoldCards(orders, risks, CardChecks.NOBODY, (_, _) -> 0, clock),
                                followRefund,
                                new ApproveForPayout(
                                        orders,
                                        followRefund,
                                        CardChecks.NOBODY,
                                        this::standing,
                                        (_, _) -> 0,
                                        clock))
                        .listener(reader());
        ofRefunds =
                List.of(
                        new Post(Topics.REFUNDS, refunds, follow, losses),
                        new Post(
                                Topics.REFUNDS,
                                refunds,
                                EventListener.with(reader())
                                        .on(ReplacementAccountVerified.class, reissue::reissue),
                                losses));
        ofOrders =
                List.of(
                        new Post(
                                Topics.ORDERS,
                                orders,
                                EventListener.with(reader())
                                        .on(RefundHeld.class, order::held)
                                        .onProven(RefundHoldDeclined.class, order::declined)
                                        .onProven(CardUseClaimed.class, order::useClaimed)
                                        .onProven(RefundStopped.class, order::stopped),
                                losses),
                        new Post(
                                Topics.ORDERS,
                                orders,
                                EventListener.with(reader())
                                        .on(
                                                CardsVoided.class,
                                                e ->
                                                        initiate.handle(
                                                                e.event(),
                                                                e.cause("payout-service"))),
                                losses));
        ofPayouts =
                List.of(
                        new Post(
                                Topics.PAYOUTS,
                                payouts,
                                EventListener.with(reader())
                                        .onProven(PayoutSubmitted.class, payout::record)
                                        .onProven(PayoutCompleted.class, payout::record)
                                        .onProven(PayoutFailed.class, payout::record)
                                        .onProven(PayoutUnknown.class, payout::record)
                                        .onProven(PayoutAbnormal.class, payout::record)
                                        .onProven(PayoutReversed.class, payout::record)
                                        .onProven(PayoutPaidTwice.class, payout::record)
                                        .onProven(PayoutPaidTwiceUndone.class, payout::record),
                                losses));
    }

    /// A listener's own, as each service has it.
    private EventReader reader() {
        return new EventReader(new Neighbours(), new SimpleMeterRegistry(), Tracing.OFF);
    }

    /// Those who told, asked for what was missed.
    private final class Neighbours implements Sources {

        @Override
        public boolean know(String topic) {
            return true;
        }

        @Override
        public Told told(String topic, String subject, long at) {
            var history = history(topic, subject);
            return Told.of(history.size(), at > history.size() ? null : history.get((int) at - 1));
        }

        @Override
        public Told tellAgain(String topic, String subject, long after) {
            Stream.of(ofOrders, ofRefunds, ofPayouts)
                    .flatMap(List::stream)
                    .filter(post -> post.isOn(topic))
                    .forEach(post -> post.tellAgain(subject, after));
            return Told.upTo(history(topic, subject).size());
        }

        private List<HistoryEntry> history(String topic, String subject) {
            return switch (topic) {
                case Topics.ORDERS -> orders.history(subject);
                case Topics.REFUNDS -> refunds.history(subject);
                default -> payouts.history(subject);
            };
        }
    }

    private RefundStanding standing(String refundId) {
        return refunds.find(refundId)
                .map(stored -> Standing.of(stored.aggregate()))
                .orElseGet(RefundStanding::unknown);
    }

    /// Whom payout-service asks.
    private final class PaySources implements Approvals {

        @Override
        public RefundStanding of(String refundId) {
            return standing(refundId);
        }

        @Override
        public OwedPayment owed(String orderId, String refundId) {
            return new OwedPayment(
                    orders.find(orderId)
                            .flatMap(stored -> stored.aggregate().owedFor(refundId))
                            .orElse(null));
        }
    }

    /// How far the channels' lists have been read.
    private final class Marks implements Reversals {

        private final Map<PaymentChannel, Long> read = new HashMap<>();

        @Override
        public OptionalLong turn(PaymentChannel of) {
            return OptionalLong.of(read.getOrDefault(of, 0L));
        }

        /// Now and then the process dies before it is stored.
        @Override
        public void read(PaymentChannel of, long position) {
            if (calm || chance.nextInt(5) > 0) {
                read.merge(of, position, Math::max);
            }
        }
    }

    /// Who stands in line at a channel for a payment.
    private static final class Queues implements PaymentQueues {

        private final Map<String, PaymentQueue> queues = new HashMap<>();

        @Override
        public Optional<Instant> ask(
                PaymentChannel of, String payment, String payoutNo, Instant now) {
            var between = QueryPauses.betweenRefunds(of);
            var key = of + " " + payment;
            var asked = queues.getOrDefault(key, PaymentQueue.EMPTY).ask(payoutNo, between, now);
            queues.put(key, asked.queue());
            return Optional.ofNullable(asked.comeBackAt());
        }
    }

    /// No operator pauses a channel.
    private static final class Untouched implements ChannelLevers {

        @Override
        public boolean isPaused(PaymentChannel of) {
            return false;
        }

        @Override
        public List<LeverChange> changes(PaymentChannel of) {
            return List.of();
        }

        @Override
        public void change(PaymentChannel of, LeverChange change) {
            throw new UnsupportedOperationException();
        }
    }

    /// The accounts that payout-service keeps.
    private static final class Kept implements Accounts {

        private final Map<String, Account> accounts = new HashMap<>();

        @Override
        public void add(String ref, String payoutId, Account account) {
            accounts.put(ref + payoutId, account);
        }

        @Override
        public Optional<Account> find(String ref, String payoutId) {
            return Optional.ofNullable(accounts.get(ref + payoutId));
        }
    }

    /// What refund-service brings to payout-service.
    PayoutAccounts payoutAccounts() {
        return (payoutId, details) ->
                keepAccount
                        .keep(
                                payoutId,
                                new Account(
                                        details.channel(),
                                        details.number(),
                                        details.holderName(),
                                        details.bankName()))
                        .map(Destination::accountRef);
    }

    /// A new piece of evidence for an order.
    String evidence(String orderId, EvidenceKind kind) {
        var id = cn.juhui.platform.kernel.Ids.next("evd");
        evidence.put(id, new Quote.Evidence(id, kind, orderId));
        return id;
    }

    List<Quote.Evidence> pieces(List<String> ids) {
        return ids.stream().map(evidence::get).toList();
    }

    /// The cases that there were on an order before.
    List<Refund> refundsOf(String orderId) {
        return refundIds.stream()
                .map(id -> refunds.find(id).orElseThrow().aggregate())
                .filter(refund -> refund.application().orderId().equals(orderId))
                .toList();
    }

    /// What order-service says to an application.
    Optional<Quote> quote(String orderId, RefundReason reason, List<String> cards, boolean agent) {
        return orders.find(orderId)
                .map(stored -> {
                    var order = stored.aggregate();
                    var says =
                            new AskEligibility(risks, CardChecks.NOBODY, (_, _) -> 0, clock)
                                    .ask(order, reason, cards, agent);
                    return new Quote(
                            orderId,
                            order.purchase().orderNo(),
                            order.purchase().customerId(),
                            order.purchase().merchantId(),
                            order.purchase().productName(),
                            says.cardIds(),
                            says.eligible(),
                            says.route(),
                            says.maxAmount(),
                            says.leastAmount(),
                            says.arithmetic(),
                            says.rules(),
                            says.requiredEvidence(),
                            order.policyOf(order.cards()).category(),
                            order.purchase().payment().channel());
                });
    }

    /// Something that happens by itself: a message arrives, a call goes out, a deadline is due.
    void goOn() {
        switch (chance.nextInt(5)) {
            case 0 -> fireDeadlines(1);
            case 1 -> readReversals();
            case 2 -> callOne();
            default -> deliverOne();
        }
    }

    void readReversals() {
        followReversals.follow();
    }

    void compareBooks() {
        new Comparing(this).compare(new WorkingCalendar(List.of()));
    }

    private boolean deliverOne() {
        var payoutIds = refundIds.stream().map(Payout::idFor).toList();
        var all = new ArrayList<Runnable>();
        ofOrders.forEach(post -> collect(all, post, orderIds));
        ofRefunds.forEach(post -> collect(all, post, refundIds));
        ofPayouts.forEach(post -> collect(all, post, payoutIds));
        if (all.isEmpty()) {
            return false;
        }
        all.get(chance.nextInt(all.size())).run();
        return true;
    }

    private void collect(List<Runnable> all, Post post, List<String> subjects) {
        for (var subject : post.behind(subjects)) {
            all.add(() -> post.deliver(List.of(subject), chance, calm));
        }
    }

    private void fireDeadlines(int most) {
        refunds.claimWaiting(clock.instant(), most).forEach(seekNews::seek);
        orders.claimWaiting(clock.instant(), most).forEach(lookAfterHolds::look);
        payouts.claimWaiting(clock.instant(), most)
                .forEach(id -> new Neighbours().tellAgain(Topics.PAYOUTS, id, 0));
        refunds.claimDue(clock.instant(), most).forEach(commands::passDeadline);
        payouts.claimDue(clock.instant(), most).forEach(pursue::handle);
    }

    @Override
    public boolean run(PaymentChannel to, Runnable call) {
        if (!calm && chance.nextInt(15) == 0) {
            return false;
        }
        calls.add(call);
        return true;
    }

    private boolean callOne() {
        if (calls.isEmpty()) {
            return false;
        }
        var call = calls.remove(chance.nextInt(calls.size()));
        if (calm || chance.nextInt(12) > 0) {
            try {
                call.run();
            } catch (ModelChannel.Crash died) {
                // What it had stored is what is left.
            }
        }
        return true;
    }

    void calmDown() {
        calm = true;
        channel.calmDown();
    }

    /// Until nothing is left to do at this time.
    void settle() {
        for (var i = 0; i < 10_000; i++) {
            if (!deliverOne() && !callOne()) {
                return;
            }
        }
        throw new AssertionError("Messages without end");
    }

    /// Deadlines and what follows from them.
    void settleDeadlines() {
        fireDeadlines(1000);
        settle();
    }

    /// What everybody knows of a refund, for who wonders.
    String story(String refundId) {
        var refund = refunds.find(refundId).orElseThrow().aggregate();
        var orderId = refund.application().orderId();
        return "%s%n%s%n%s%n%s%n%s%n%s"
                .formatted(
                        refund,
                        words(refunds.history(refundId)),
                        orders.find(orderId).orElseThrow().aggregate().hold(refundId),
                        words(orders.history(orderId)),
                        payouts.find(refund.payoutId()),
                        words(payouts.history(refund.payoutId())));
    }

    private static List<String> words(List<HistoryEntry> history) {
        return history.stream().map(e -> e.seq() + " " + e.type() + " by " + e.cause()).toList();
    }
}
