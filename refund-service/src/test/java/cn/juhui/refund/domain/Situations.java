package cn.juhui.refund.domain;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.RefundApplication;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.UseClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cases in every situation there is, each brought there through the front door, by the people and messages of a real case.
public final class Situations {

    public static final Instant MORNING = Instant.parse("2026-11-24T01:00:00Z");
    public static final Money PRICE = Money.cny(9900);
    public static final String ID = "rfd_0190f5c1d2e37a4b8c9d0e1f2a3b4c5d";
    public static final String PAYOUT_ID = "pay_0190f5c1d2e37a4b8c9d0e1f2a3b4c5d";
    public static final String CARD = "crd_0190f5c1d2e37a4b8c9d0e1f2a3b4c01";
    public static final Actor CUSTOMER = new Actor(Role.CUSTOMER, "cus_alice");
    public static final Actor MERCHANT = new Actor(Role.MERCHANT, "mer_happy/staff_bao");
    public static final Actor AGENT = new Actor(Role.AGENT, "agent_chen");
    public static final Actor OTHER_AGENT = new Actor(Role.AGENT, "agent_du");
    public static final Actor SYSTEM = Actor.system("refund-service");

    public static final Duration A_DAY = Duration.ofDays(1);
    public static final ReviewTerms TERMS = terms(OnMerchantSilence.ESCALATE);

    public static final String ACCOUNT = "6222 **** **** 0123";
    public static final Payout ABNORMAL =
            new Payout.Abnormal(PAYOUT_ID, PaymentChannel.ALIPAY, "ACCOUNT_CLOSED");

    private Situations() {}

    public static ReviewTerms terms(OnMerchantSilence onSilence) {
        return new ReviewTerms(
                3,
                A_DAY,
                onSilence,
                Duration.ofHours(12),
                Duration.ofHours(4),
                Duration.ofDays(3),
                Duration.ofDays(7),
                1);
    }

    /// A case and the time it is at.
    public record Situation(Refund refund, Instant now) {

        /// @throws AssertionError when the case doesn't accept it
        public Situation then(Command command, Actor actor) {
            return switch (RefundMachine.decide(refund, command, actor, now)) {
                case Decision.Accepted<Refund, RefundEvent, Refusal>(var after, _) ->
                        new Situation(after, now);
                case Decision.AlreadyDone<Refund, RefundEvent, Refusal> _ ->
                        throw new AssertionError("Done before: " + command);
                case Decision.Refused<Refund, RefundEvent, Refusal>(var why) ->
                        throw new AssertionError(command + " refused: " + why);
            };
        }

        public Situation later(Duration time) {
            return new Situation(refund, now.plus(time));
        }

        /// Waits for the next thing that the clock does.
        public Situation whenDue() {
            return at(refund.dueAt());
        }

        /// Waits for the next deadline, past reminders, and lets it pass.
        public Situation overDeadline() {
            return at(refund.decidesAt());
        }

        private Situation at(@Nullable Instant dueAt) {
            if (dueAt == null) {
                throw new AssertionError("Nothing is due");
            }
            return new Situation(refund, dueAt).then(new Command.PassDeadline(), SYSTEM);
        }
    }

    public static Situation requested() {
        return requested(null);
    }

    public static Situation requested(@Nullable Money askedFor) {
        return requested(askedFor, CUSTOMER);
    }

    /// Applied for by somebody for the customer.
    public static Situation requestedBy(Actor agent) {
        return requested(null, agent);
    }

    private static Situation requested(@Nullable Money askedFor, Actor by) {
        var application =
                new RefundApplication(
                        "ord_0190f5c1d2e37a4b8c9d0e1f2a3b4c00",
                        "JH20261124000001",
                        CUSTOMER.id(),
                        "mer_happy",
                        "Steam 钱包充值卡 100 元",
                        List.of(CARD),
                        RefundClaim.OTHER,
                        RefundReason.UNUSED,
                        "买错了，还没有用过",
                        askedFor,
                        PRICE,
                        by,
                        "GIFT_CARD",
                        PaymentChannel.ALIPAY);
        return new Situation(
                RefundMachine.apply(ID, application, List.of("evd_" + "0".repeat(32)), MORNING)
                        .aggregate(),
                MORNING);
    }

    public static Hold hold(RefundRoute route, ReviewTerms terms) {
        var line =
                new CardArithmetic(
                        new CardId(CARD), PRICE, Money.cny(10000), Money.cny(10000), PRICE);
        return new Hold(PRICE, List.of(CARD), List.of(line), route, terms);
    }

    public static Situation underReview() {
        return underReview(TERMS);
    }

    public static Situation underReview(ReviewTerms terms) {
        var hold = hold(RefundRoute.MERCHANT_REVIEW, terms);
        return requested().then(new Command.RecordHold(hold), SYSTEM);
    }

    public static Situation overdue() {
        return underReview().overDeadline();
    }

    public static Situation urged() {
        return overdue().then(new Command.Urge(), CUSTOMER);
    }

    public static Situation offered() {
        return underReview().then(offer(Money.cny(5000)), MERCHANT);
    }

    public static Situation rejected(RejectionCode code) {
        return underReview().then(new Command.Reject(code, "截图看不清"), MERCHANT);
    }

    public static Situation evidenceAsked() {
        return underReview().later(Duration.ofHours(2)).then(evidenceFrom(Role.CUSTOMER), MERCHANT);
    }

    /// The time of the merchant who asked is over, half of it having stood still.
    public static Situation evidenceAskedTooLate() {
        return evidenceAsked().whenDue();
    }

    /// The customer brought nothing, although they were reminded.
    public static Situation evidenceMissed() {
        return evidenceAsked().overDeadline();
    }

    public static Situation appealed() {
        return rejected(RejectionCode.NOT_OUR_FAULT)
                .then(new Command.Appeal("卡密确实无法使用", List.of()), CUSTOMER);
    }

    public static Situation taken() {
        return appealed().then(new Command.Take(), AGENT);
    }

    public static Situation approved() {
        return underReview().then(new Command.Approve(null), MERCHANT);
    }

    public static Situation express() {
        var hold = hold(RefundRoute.EXPRESS, TERMS);
        return requested().then(new Command.RecordHold(hold), SYSTEM);
    }

    public static Situation completed() {
        return approved().then(completion("cr_1"), SYSTEM);
    }

    public static Situation reminded() {
        return underReview().whenDue();
    }

    public static Situation agentOpened() {
        var hold = hold(RefundRoute.AGENT, TERMS);
        return requested().then(new Command.RecordHold(hold), SYSTEM);
    }

    /// On record the card is used up, and an agent disputes it for the customer, who shows that half of it is left.
    public static Situation useDisputed() {
        var half = Money.cny(4950);
        var line =
                new CardArithmetic(
                        new CardId(CARD),
                        PRICE,
                        Money.cny(10000),
                        Money.cny(0),
                        Money.cny(0),
                        Money.cny(9899));
        var hold = new Hold(half, List.of(CARD), List.of(line), RefundRoute.AGENT, TERMS);
        return requested(half, AGENT).then(new Command.RecordHold(hold), SYSTEM);
    }

    /// Opened and ruled by the same agent: another has to confirm it.
    public static Situation rulingProposed() {
        return useDisputed().then(ruling(Ruling.Kind.FULL), AGENT);
    }

    /// What the supplier said at the last look: the card was used before it was frozen.
    public static List<CardFacts> used() {
        var yesterday = MORNING.minus(A_DAY);
        var check =
                new Provenance(
                        FactSource.SUPPLIER, "supplier", MORNING, yesterday, "checked by API");
        return List.of(new CardFacts(new CardId(CARD), Money.cny(0), null, null, check));
    }

    public static Command.RecordStop stop() {
        var rule =
                new RuleOutcome(
                        "R8", RuleOutcome.Outcome.BLOCKED, "CARD_USED_MEANWHILE", new CardId(CARD));
        return new Command.RecordStop(List.of(rule), used());
    }

    public static Situation stopped() {
        return approved().then(stop(), SYSTEM);
    }

    /// The merchant's word that the card was used, when the case has frozen it.
    public static UseClaim claim(String text) {
        return new UseClaim(
                CARD,
                Money.cny(0),
                text,
                new Provenance(
                        FactSource.MERCHANT, MERCHANT.id(), MORNING, MORNING.minus(A_DAY), null));
    }

    public static Situation claimed(Situation s) {
        return s.then(new Command.RecordClaim(claim("买家已经充值")), SYSTEM);
    }

    /// The account that paid is closed.
    public static Situation accountNeeded() {
        return approved().then(news(ABNORMAL), SYSTEM);
    }

    /// One agent is enough.
    public static Situation accountNamed() {
        return accountNeeded().then(account(ACCOUNT, PRICE.value()), CUSTOMER);
    }

    /// The first of two agents has accepted it.
    public static Situation acceptedOnce() {
        return accountNeeded().then(account(ACCOUNT, 0), CUSTOMER).then(accepts(), AGENT);
    }

    public static Situation accountRefused() {
        return accountNamed().then(new Command.VerifyAccount(false, "户名与证明不符"), AGENT);
    }

    public static Situation paidElsewhere() {
        return accountNamed().then(accepts(), AGENT);
    }

    public static Command.NameAccount account(String masked, long secondAgentAbove) {
        return new Command.NameAccount(
                "acc_1",
                PaymentChannel.BANK_CARD,
                masked,
                "张三",
                "中国银行",
                NameCheck.UNKNOWN,
                List.of("evd_" + "a".repeat(32)),
                secondAgentAbove);
    }

    public static Command.VerifyAccount accepts() {
        return new Command.VerifyAccount(true, "户名与证明一致");
    }

    public static Command.Offer offer(Money amount) {
        return new Command.Offer(amount, "已使用一半，退一半可以吗");
    }

    public static Command.RequestEvidence evidenceFrom(Role side) {
        return new Command.RequestEvidence(side, List.of(EvidenceKind.INVALID_CARD), "请补充卡密无效的截图");
    }

    public static Command.SupplyEvidence evidence(String digit) {
        return new Command.SupplyEvidence(List.of("evd_" + digit.repeat(32)), null);
    }

    public static Command.Rule ruling(Ruling.Kind kind) {
        return new Command.Rule(kind, null, null, "R3", "卡密无效", Ruling.CostBearer.MERCHANT);
    }

    public static Command.ConfirmRuling confirmation(boolean accept) {
        return new Command.ConfirmRuling(accept, "已核对凭证");
    }

    public static Command.RecordPayout news(Payout news) {
        return new Command.RecordPayout(news);
    }

    public static Command.RecordCompletion completion(String channelRefundId) {
        return completion(channelRefundId, PaymentChannel.ALIPAY);
    }

    public static Command.RecordCompletion completion(
            String channelRefundId, PaymentChannel channel) {
        return new Command.RecordCompletion(PAYOUT_ID, PRICE, channel, channelRefundId, MORNING);
    }

    /// Every situation by its name, in the order of a case's life.
    public static Map<String, Situation> all() {
        var all = new LinkedHashMap<String, Situation>();
        var pending =
                new Payout.Pending(
                        PAYOUT_ID, PaymentChannel.ALIPAY, "cr_1", MORNING.plus(A_DAY), null);
        var unknown = new Payout.Unknown(PAYOUT_ID, PaymentChannel.ALIPAY, "TIMEOUT");
        var failed = new Payout.Failed(PAYOUT_ID, PaymentChannel.ALIPAY, "INSUFFICIENT_BALANCE");
        var reversed = new Payout.Reversed(PAYOUT_ID, PaymentChannel.ALIPAY, "RETURNED", null);
        var blocked =
                new RuleOutcome(
                        "R7", RuleOutcome.Outcome.BLOCKED, "CARD_IN_OPEN_REFUND", new CardId(CARD));
        all.put("requested", requested());
        all.put("requested, not answered for a minute", requested().whenDue());
        all.put("merchant review, opened by an agent", agentOpened());
        all.put("merchant review, use disputed by an agent", useDisputed());
        all.put("merchant review", underReview());
        all.put("merchant review, reminded", reminded());
        all.put("merchant review, overdue", overdue());
        all.put("merchant review, overdue and urged", urged());
        all.put("merchant asked the customer for evidence", evidenceAsked());
        all.put("merchant asked the customer for evidence, and is late", evidenceAskedTooLate());
        all.put(
                "merchant asked the customer for evidence, is late and was urged",
                evidenceAskedTooLate().then(new Command.Urge(), CUSTOMER));
        all.put("evidence never came", evidenceMissed());
        all.put("offered", offered());
        all.put("rejected for lack of evidence", rejected(RejectionCode.INSUFFICIENT_EVIDENCE));
        all.put("rejected for another reason", rejected(RejectionCode.NOT_OUR_FAULT));
        all.put(
                "platform review, opened by an agent",
                agentOpened().then(new Command.Take(), AGENT));
        all.put(
                "platform review, use disputed by an agent",
                useDisputed().then(new Command.Take(), OTHER_AGENT));
        all.put("platform review, ruling proposed", rulingProposed());
        all.put(
                "platform review, ruling taken to be confirmed by another agent",
                rulingProposed().then(new Command.Take(), OTHER_AGENT));
        all.put("platform review", appealed());
        all.put("platform review, taken by an agent", taken());
        all.put(
                "agent asked the customer for evidence",
                taken().then(evidenceFrom(Role.CUSTOMER), AGENT));
        all.put(
                "agent asked the merchant for evidence",
                taken().then(evidenceFrom(Role.MERCHANT), AGENT));
        all.put("approved by the merchant, payout initiated", approved());
        all.put("approved at once, payout initiated", express());
        all.put("ruled, payout initiated", taken().then(ruling(Ruling.Kind.FULL), AGENT));
        all.put("platform review, payout stopped by a neutral fact", stopped());
        all.put(
                "rejected, and the merchant claims a use",
                claimed(rejected(RejectionCode.CARD_USED)));
        all.put("payout pending", approved().then(news(pending), SYSTEM));
        all.put("payout unknown", approved().then(news(unknown), SYSTEM));
        all.put("payout failed", approved().then(news(failed), SYSTEM));
        all.put("payout late", approved().whenDue());
        all.put("payout of an express refund late", express().whenDue());
        all.put("payout abnormal, account needed", accountNeeded());
        all.put("payout abnormal, account named", accountNamed());
        all.put("payout abnormal, account accepted by the first of two agents", acceptedOnce());
        all.put("payout abnormal, account refused", accountRefused());
        all.put("payout to the other account initiated", paidElsewhere());
        all.put("payout succeeded", completed());
        all.put(
                "payout to the other account succeeded",
                paidElsewhere().then(completion("cr_2"), SYSTEM));
        all.put("payout reversed", completed().then(news(reversed), SYSTEM));
        all.put(
                "declined",
                requested().then(new Command.RecordHoldDeclined(List.of(blocked)), SYSTEM));
        all.put(
                "ruled by two agents, payout initiated",
                rulingProposed().then(confirmation(true), OTHER_AGENT));
        all.put("withdrawn", underReview().then(new Command.Withdraw(), CUSTOMER));
        all.put("closed", rejected(RejectionCode.CARD_USED).overDeadline());
        all.put("closed, evidence never came", evidenceMissed().overDeadline());
        all.put("refused by the platform", taken().then(ruling(Ruling.Kind.REFUSE), AGENT));
        return all;
    }
}
