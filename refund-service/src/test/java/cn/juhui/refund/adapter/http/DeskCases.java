package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.RefundApplication;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import cn.juhui.refund.domain.state.Ruling;
import java.math.BigDecimal;
import java.util.List;

/// Many cases at little cost: told to the stored aggregates directly, by the same commands as over HTTP and Kafka.
record DeskCases(
        RefundCommands commands, String customerId, String merchantId, String description) {

    private static final Actor CLOCK = Situations.SYSTEM;

    static DeskCases of(RefundCommands commands) {
        return new DeskCases(commands, Ids.next("cus"), Ids.next("mer"), "买错了，还没有用过");
    }

    DeskCases saying(String text) {
        return new DeskCases(commands, customerId, merchantId, text);
    }

    private Actor customer() {
        return new Actor(Role.CUSTOMER, customerId);
    }

    private Actor merchant() {
        return new Actor(Role.MERCHANT, merchantId + "/staff");
    }

    String requested(String... evidenceIds) {
        return requested(customer(), evidenceIds);
    }

    /// Applied for by an agent, who rules on it themself: another agent has to confirm that.
    String rulingProposed(Actor agent) {
        return tell(openedBy(agent), Situations.ruling(Ruling.Kind.FULL), agent);
    }

    /// Applied for by an agent.
    String openedBy(Actor agent) {
        var id = requested(agent, new String[0]);
        var hold = Situations.hold(RefundRoute.MERCHANT_REVIEW, Situations.TERMS);
        return tell(id, new Command.RecordHold(hold), CLOCK);
    }

    /// Of the order with this number.
    String requestedFor(String orderNo) {
        return requested(Ids.next("rfd"), orderNo, customer());
    }

    private String requested(Actor by, String... evidenceIds) {
        var id = Ids.next("rfd");
        return requested(id, "JH" + id.substring(4, 24), by, evidenceIds);
    }

    private String requested(String id, String orderNo, Actor by, String... evidenceIds) {
        var application =
                new RefundApplication(
                        Ids.next("ord"),
                        orderNo,
                        customerId,
                        merchantId,
                        "Steam 钱包充值卡 100 元",
                        List.of(Situations.CARD),
                        RefundClaim.OTHER,
                        RefundReason.UNUSED,
                        description,
                        null,
                        Situations.PRICE,
                        by,
                        "GIFT_CARD",
                        PaymentChannel.ALIPAY);
        var made =
                RefundMachine.apply(
                        id, application, List.of(evidenceIds), commands.clock().instant());
        commands.journal().add(id, made.aggregate(), made.events(), cause(by));
        return id;
    }

    String underReview(String... evidenceIds) {
        var id = requested(evidenceIds);
        var hold = Situations.hold(RefundRoute.MERCHANT_REVIEW, Situations.TERMS);
        return tell(id, new Command.RecordHold(hold), CLOCK);
    }

    String express() {
        var hold = Situations.hold(RefundRoute.EXPRESS, Situations.TERMS);
        return tell(requested(), new Command.RecordHold(hold), CLOCK);
    }

    String offered() {
        return tell(underReview(), new Command.Offer(Money.cny(5000), "退一半可以吗"), merchant());
    }

    String offerAccepted() {
        return tell(offered(), new Command.AcceptOffer(), customer());
    }

    /// For good, by the platform.
    String refused() {
        var id = taken(Situations.AGENT.id());
        return tell(id, Situations.ruling(Ruling.Kind.REFUSE), Situations.AGENT);
    }

    String approved() {
        return tell(underReview(), new Command.Approve(null), merchant());
    }

    String accountNeeded() {
        var id = approved();
        var closed =
                new Payout.Abnormal(
                        Ids.sibling("pay", id), PaymentChannel.ALIPAY, "ACCOUNT_CLOSED");
        return tell(id, Situations.news(closed), CLOCK);
    }

    String accountNamed() {
        var name = Situations.account(Situations.ACCOUNT, Long.MAX_VALUE);
        return tell(accountNeeded(), name, customer());
    }

    /// Paid to another account than the one that paid, after a first one was refused.
    String paidElsewhere() {
        var id = accountNamed();
        var name = Situations.account(Situations.ACCOUNT, Long.MAX_VALUE);
        tell(id, new Command.VerifyAccount(false, "户名李四与证明不符"), Situations.AGENT);
        tell(id, name, customer());
        tell(id, Situations.accepts(), Situations.AGENT);
        var there = Situations.completion("cr_2");
        var completed =
                new Command.RecordCompletion(
                        Ids.sibling("pay", id),
                        there.amount(),
                        PaymentChannel.BANK_CARD,
                        there.channelRefundId(),
                        there.paidAt());
        return tell(id, completed, CLOCK);
    }

    String evidenceAsked(String agentId) {
        var asked = Situations.evidenceFrom(Role.CUSTOMER);
        return tell(taken(agentId), asked, new Actor(Role.AGENT, agentId));
    }

    String inPlatformReview(String... evidenceIds) {
        var id = underReview(evidenceIds);
        tell(id, new Command.Reject(RejectionCode.NOT_OUR_FAULT, "已发货"), merchant());
        return tell(id, new Command.Appeal("卡密无法使用", List.of()), customer());
    }

    String taken(String agentId) {
        var id = inPlatformReview();
        return tell(id, new Command.Take(), new Actor(Role.AGENT, agentId));
    }

    /// Half of what was paid, as an agent ruled, is with the customer.
    String halfPaid(String... evidenceIds) {
        var id = inPlatformReview(evidenceIds);
        tell(id, new Command.Take(), Situations.AGENT);
        var half =
                new Command.Rule(
                        Ruling.Kind.RATIO,
                        new BigDecimal("0.5"),
                        null,
                        "R4",
                        "截图显示剩余一半",
                        Ruling.CostBearer.MERCHANT);
        tell(id, half, Situations.AGENT);
        var completed =
                new Command.RecordCompletion(
                        Ids.sibling("pay", id),
                        Money.cny(4950),
                        PaymentChannel.ALIPAY,
                        "cr_half",
                        Situations.MORNING);
        return tell(id, completed, CLOCK);
    }

    /// @return the id
    String tell(String id, Command command, Actor actor) {
        Handled<Refund, Refusal> handled =
                commands.journal()
                        .handle(
                                id,
                                cause(actor),
                                s ->
                                        RefundMachine.decide(
                                                s.aggregate(),
                                                command,
                                                actor,
                                                commands.clock().instant()));
        if (!(handled instanceof Handled.Changed<Refund, Refusal>)) {
            throw new AssertionError(command + " → " + handled);
        }
        return id;
    }

    long version(String id) {
        return commands.journal().find(id).orElseThrow().version();
    }

    private static Cause cause(Actor actor) {
        return new Cause(actor, "test", null, null, null);
    }
}
