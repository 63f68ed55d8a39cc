package cn.juhui.standalone.process;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.money.AccountNumber;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.refund.application.ApplyForRefund;
import cn.juhui.refund.application.NameReplacementAccount;
import cn.juhui.refund.application.PayoutAccounts;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import cn.juhui.refund.domain.state.Ruling;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the people of the process do: each action through the door of cases, right in everything but perhaps the moment.
final class People {

    static final String CUSTOMER = "cus_alice";
    static final List<Actor> ALL =
            List.of(
                    new Actor(Role.CUSTOMER, CUSTOMER),
                    new Actor(Role.MERCHANT, "mer_1/staff"),
                    new Actor(Role.AGENT, "agent_1"),
                    new Actor(Role.AGENT, "agent_2"),
                    new Actor(Role.AGENT, "agent_3"));

    /// From here on an account takes two agents, in minor units.
    static final long TWO_AGENTS_ABOVE = 9_500;

    private final House house;

    People(House house) {
        this.house = house;
    }

    static Cause by(Actor actor) {
        return new Cause(actor, "http:story", null, null, null);
    }

    /// The customer applies for some cards, or an agent for them.
    void apply(String orderId, List<String> cardIds, Actor by) {
        apply(orderId, cardIds, RefundReason.UNUSED, null, List.of(), by);
    }

    /// An agent disputes for the customer that a card was used up.
    void dispute(String orderId, String cardId, Money amount, Actor by) {
        var proof = List.of(house.evidence(orderId, EvidenceKind.REMAINING_VALUE));
        apply(orderId, List.of(cardId), RefundReason.UNUSED, amount, proof, by);
    }

    private void apply(
            String orderId,
            List<String> cardIds,
            RefundReason reason,
            @Nullable Money amount,
            List<String> evidence,
            Actor by) {
        var agent = by.role() == Role.AGENT;
        var form =
                new ApplyForRefund.Form(
                        CUSTOMER,
                        orderId,
                        cardIds,
                        RefundClaim.OTHER,
                        reason,
                        "不想要了",
                        amount,
                        evidence);
        var id = Ids.next("rfd");
        var outcome =
                new ApplyForRefund(
                                house.commands,
                                (order, why, cards) -> house.quote(order, why, cards, agent),
                                house::pieces,
                                house::refundsOf)
                        .apply(id, form, by(by));
        if (outcome instanceof ApplyForRefund.Outcome.Made) {
            house.refundIds.add(id);
        }
    }

    /// Presses a button.
    Handled<Refund, Refusal> press(Action button, String id, Actor actor) {
        var refund = house.refunds.find(id).orElseThrow().aggregate();
        var order = refund.application().orderId();
        var held = refund.hold() == null ? refund.application().highest() : refund.hold().amount();
        var cause = by(actor);
        if (button == Action.REPLACEMENT_ACCOUNT) {
            return new NameReplacementAccount(
                            house.commands,
                            house.payoutAccounts(),
                            (_, _) -> nameCheck(),
                            TWO_AGENTS_ABOVE)
                    .name(house.refunds.load(id).orElseThrow(), account(), proof(order), cause);
        }
        if (button == Action.EVIDENCE_REQUEST) {
            return askForEvidence(id, side(actor), cause);
        }
        return house.commands.handle(id, command(button, refund, order, held), cause);
    }

    private Command command(Action button, Refund refund, String order, Money held) {
        return switch (button) {
            case WITHDRAW -> new Command.Withdraw();
            case URGE -> new Command.Urge();
            case EVIDENCE -> new Command.SupplyEvidence(one(order), null);
            case RESUBMIT -> new Command.Resubmit(one(order), null);
            case APPEAL -> new Command.Appeal("不服", List.of());
            case INTERVENTION -> new Command.RequestIntervention("不理", List.of());
            case OFFER_ACCEPT -> new Command.AcceptOffer();
            case OFFER_DECLINE -> new Command.DeclineOffer();
            case APPROVE -> new Command.Approve(null);
            case REJECT -> new Command.Reject(code(), "不同意");
            case OFFER -> new Command.Offer(part(held), "协商");
            case TAKE -> new Command.Take();
            case RULING -> ruling(refund, held);
            case RULING_CONFIRMATION ->
                    new Command.ConfirmRuling(house.chance.nextInt(4) > 0, "复核");
            case REPLACEMENT_ACCOUNT_VERIFICATION ->
                    new Command.VerifyAccount(house.chance.nextInt(4) > 0, "核对");
            case REPLACEMENT_ACCOUNT, EVIDENCE_REQUEST ->
                    throw new IllegalArgumentException(button + " is more than a command");
        };
    }

    private NameCheck nameCheck() {
        var all = NameCheck.values();
        return all[house.chance.nextInt(all.length)];
    }

    private List<String> one(String order) {
        return List.of(house.evidence(order, EvidenceKind.OTHER));
    }

    private List<String> proof(String order) {
        return List.of(house.evidence(order, EvidenceKind.ACCOUNT_ABNORMAL));
    }

    private PayoutAccounts.Details account() {
        var number = new AccountNumber("622202" + (1_000_000_000L + house.chance.nextInt(1000)));
        return new PayoutAccounts.Details(PaymentChannel.BANK_CARD, number, "张三", null);
    }

    private RejectionCode code() {
        var codes = RejectionCode.values();
        return house.chance.nextBoolean()
                ? RejectionCode.INSUFFICIENT_EVIDENCE
                : codes[house.chance.nextInt(codes.length)];
    }

    /// Of one side or, where that was asked often enough, of the other.
    private Handled<Refund, Refusal> askForEvidence(String id, Role side, Cause cause) {
        var asked = askedForEvidence(id, side, cause);
        var asksMerchants = cause.actor().role() == Role.AGENT;
        return asksMerchants && asked instanceof Handled.Refused<?, ?>
                ? askedForEvidence(id, side == Role.CUSTOMER ? Role.MERCHANT : Role.CUSTOMER, cause)
                : asked;
    }

    private Handled<Refund, Refusal> askedForEvidence(String id, Role side, Cause cause) {
        var command = new Command.RequestEvidence(side, List.of(EvidenceKind.OTHER), "请补充");
        return house.commands.handle(id, command, cause);
    }

    private Role side(Actor actor) {
        return actor.role() == Role.AGENT && house.chance.nextInt(3) == 0
                ? Role.MERCHANT
                : Role.CUSTOMER;
    }

    private Money part(Money held) {
        return new Money(1 + house.chance.nextLong(held.value()), held.currency());
    }

    /// Half of what was paid, unless less is held.
    private Command.Rule ruling(Refund refund, Money held) {
        var kinds = Ruling.Kind.values();
        var any = kinds[house.chance.nextInt(kinds.length)];
        var kind =
                any == Ruling.Kind.RATIO && paid(refund) / 2 > held.value()
                        ? Ruling.Kind.FULL
                        : any;
        return new Command.Rule(
                kind,
                kind == Ruling.Kind.RATIO ? new BigDecimal("0.5") : null,
                kind == Ruling.Kind.AMOUNT ? part(held) : null,
                "R4",
                "裁定",
                Ruling.CostBearer.PLATFORM);
    }

    private static long paid(Refund refund) {
        return refund.hold() == null
                ? 0
                : refund.hold().arithmetic().stream().mapToLong(l -> l.paidPrice().value()).sum();
    }
}
