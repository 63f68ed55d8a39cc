package cn.juhui.refund.domain;

import static cn.juhui.refund.domain.RefundTest.answer;
import static cn.juhui.refund.domain.RefundTest.assertAlreadyDone;
import static cn.juhui.refund.domain.RefundTest.assertRefused;
import static cn.juhui.refund.domain.RefundTest.status;
import static cn.juhui.refund.domain.RefundTest.told;
import static cn.juhui.refund.domain.Situations.AGENT;
import static cn.juhui.refund.domain.Situations.CARD;
import static cn.juhui.refund.domain.Situations.CUSTOMER;
import static cn.juhui.refund.domain.Situations.MERCHANT;
import static cn.juhui.refund.domain.Situations.MORNING;
import static cn.juhui.refund.domain.Situations.OTHER_AGENT;
import static cn.juhui.refund.domain.Situations.PRICE;
import static cn.juhui.refund.domain.Situations.SYSTEM;
import static cn.juhui.refund.domain.Situations.TERMS;
import static cn.juhui.refund.domain.Situations.appealed;
import static cn.juhui.refund.domain.Situations.confirmation;
import static cn.juhui.refund.domain.Situations.evidenceFrom;
import static cn.juhui.refund.domain.Situations.requested;
import static cn.juhui.refund.domain.Situations.ruling;
import static cn.juhui.refund.domain.Situations.rulingProposed;
import static cn.juhui.refund.domain.Situations.taken;
import static cn.juhui.refund.domain.Situations.useDisputed;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.InterventionOpened;
import cn.juhui.contracts.refund.InterventionTaken;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.RulingProposed;
import cn.juhui.contracts.refund.RulingReturned;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Situations.Situation;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.machine.Times;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Intervention.Proposed;
import cn.juhui.refund.domain.state.Intervention.WhyTwo;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.Ruling.CostBearer;
import cn.juhui.refund.domain.state.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How much can be ruled, and by whom.
class RulingTest {

    private static final Money HELD = Money.cny(2500);

    private static Command.Rule amount(long fen, CostBearer bearer) {
        return new Command.Rule(Ruling.Kind.AMOUNT, null, Money.cny(fen), "R4", "凭证显示未使用", bearer);
    }

    private static Command.Rule ratio(String ratio) {
        return new Command.Rule(
                Ruling.Kind.RATIO,
                new BigDecimal(ratio),
                null,
                "R4",
                "按实际使用退款",
                CostBearer.MERCHANT);
    }

    /// The merchant alone told that a quarter of the card is left: the price can be ruled on proof.
    private static Situation quarterLeft(List<String> evidence) {
        var line =
                new CardArithmetic(
                        new CardId(CARD),
                        PRICE,
                        Money.cny(10000),
                        Money.cny(2525),
                        HELD,
                        Money.cny(9900));
        var hold =
                new Hold(
                        HELD,
                        List.of(CARD),
                        List.of(line),
                        RefundRoute.MERCHANT_REVIEW,
                        TERMS,
                        PRICE,
                        null,
                        null,
                        null);
        var application = requested().refund().application();
        return new Situation(
                        RefundMachine.apply(Situations.ID, application, evidence, MORNING)
                                .aggregate(),
                        MORNING)
                .then(new Command.RecordHold(hold), SYSTEM);
    }

    @Nested
    class How_much {

        @Test
        void up_to_the_paid_price_on_proof_whatever_the_merchant_told() {
            var proven = quarterLeft(List.of("evd_" + "1".repeat(32)));
            assertThat(proven.then(amount(9900, CostBearer.MERCHANT), AGENT).refund().approved())
                    .isEqualTo(PRICE);
            assertThat(answer(proven, amount(9901, CostBearer.MERCHANT), AGENT))
                    .isEqualTo(Decision.refused(new Refusal.AmountTooHigh(PRICE)));
        }

        @Test
        void without_proof_what_is_held() {
            var bare = quarterLeft(List.of());
            assertThat(answer(bare, amount(2501, CostBearer.MERCHANT), AGENT))
                    .isEqualTo(Decision.refused(new Refusal.MoreNeedsEvidence(HELD, PRICE)));
            assertThat(bare.then(amount(2500, CostBearer.MERCHANT), AGENT).refund().approved())
                    .isEqualTo(HELD);
        }

        @Test
        void in_full_is_what_is_held() {
            var proven = quarterLeft(List.of("evd_" + "1".repeat(32)));
            assertThat(proven.then(ruling(Ruling.Kind.FULL), AGENT).refund().approved())
                    .isEqualTo(HELD);
        }

        @Test
        void a_ratio_is_at_least_one_minor_unit() {
            var proven = quarterLeft(List.of("evd_" + "1".repeat(32)));
            var lowest = new BigDecimal("0.00011");
            assertThat(answer(proven, ratio("0.0001"), AGENT))
                    .isEqualTo(Decision.refused(new Refusal.RatioTooSmall(lowest)));
            assertThat(proven.then(ratio(lowest.toPlainString()), AGENT).refund().approved())
                    .isEqualTo(Money.cny(1));
        }

        @Test
        void a_ratio_is_one_of_what_the_customer_paid_and_says_so() {
            var proven = quarterLeft(List.of("evd_" + "1".repeat(32)));
            assertThat(told(proven, ratio("0.5"), AGENT))
                    .last()
                    .isInstanceOfSatisfying(
                            RefundRuled.class,
                            e -> {
                                assertThat(e.amount()).isEqualTo(Money.cny(4950));
                                assertThat(e.ratio()).isEqualTo("0.5");
                                assertThat(e.ratioOf()).isEqualTo(PRICE);
                            });
            assertThat(answer(quarterLeft(List.of()), ratio("0.5"), AGENT))
                    .isEqualTo(Decision.refused(new Refusal.MoreNeedsEvidence(HELD, PRICE)));
        }

        @Test
        void a_neutral_source_caps_it_at_what_it_told() {
            assertThat(answer(taken(), amount(9901, CostBearer.MERCHANT), AGENT))
                    .isEqualTo(Decision.refused(new Refusal.AmountTooHigh(PRICE)));
        }
    }

    @Nested
    class Two_agents {

        private static final Actor DIRECTOR = new Actor(Role.AGENT, "agent_eve");

        private WhyTwo why(Situation s) {
            return s.refund().intervention() instanceof Proposed p ? p.why() : null;
        }

        private Situation limited(Money ruling, Money platformCost) {
            var terms =
                    new ReviewTerms(
                            3,
                            TERMS.reviewDeadline(),
                            TERMS.onMerchantSilence(),
                            TERMS.silenceGrace(),
                            TERMS.urgeInterval(),
                            TERMS.evidenceDeadline(),
                            TERMS.appealWindow(),
                            1,
                            2,
                            50,
                            ruling,
                            platformCost);
            return Situations.underReview(terms);
        }

        @Test
        void rule_where_one_of_them_opened_the_case() {
            var proposed = rulingProposed();
            assertThat(why(proposed)).isEqualTo(WhyTwo.OWN_CASE);
            assertThat(status(proposed)).isEqualTo(Status.PLATFORM_REVIEW);
            assertThat(proposed.refund().approved()).isNull();

            assertRefused(proposed, confirmation(true), AGENT);
            var ruled = proposed.then(confirmation(true), OTHER_AGENT);
            assertThat(status(ruled)).isEqualTo(Status.PAYING);
            assertThat(told(proposed, confirmation(true), OTHER_AGENT))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RefundRuled.class,
                            e -> {
                                assertThat(e.agentId()).isEqualTo(AGENT.id());
                                assertThat(e.confirmedBy()).isEqualTo(OTHER_AGENT.id());
                            });
            assertAlreadyDone(ruled, confirmation(true), OTHER_AGENT);
        }

        @Test
        void are_not_needed_when_another_agent_rules() {
            assertThat(status(useDisputed().then(ruling(Ruling.Kind.FULL), OTHER_AGENT)))
                    .isEqualTo(Status.PAYING);
        }

        @Test
        void refuse_the_own_case_of_one_of_them() {
            var refused = useDisputed().then(ruling(Ruling.Kind.REFUSE), AGENT);
            assertThat(why(refused)).isEqualTo(WhyTwo.OWN_CASE);
            assertThat(told(refused, confirmation(true), OTHER_AGENT))
                    .hasExactlyElementsOfTypes(RefundRuled.class, RefundClosed.class);
        }

        @Test
        void are_never_who_opened_the_case_twice() {
            var byOther = useDisputed().then(new Command.Take(), OTHER_AGENT);
            assertThat(status(byOther.then(ruling(Ruling.Kind.FULL), OTHER_AGENT)))
                    .isEqualTo(Status.PAYING);
            var limit = limitedByAgent().then(amount(9900, CostBearer.MERCHANT), OTHER_AGENT);
            assertThat(why(limit)).isEqualTo(WhyTwo.ABOVE_LIMIT);
            assertRefused(limit, confirmation(true), OTHER_AGENT);
            assertRefused(limit, confirmation(true), AGENT);
            assertThat(status(limit.then(confirmation(true), DIRECTOR))).isEqualTo(Status.PAYING);
        }

        /// Opened by an agent, above the limit for anybody.
        private Situation limitedByAgent() {
            var hold = limited(Money.cny(5000), Money.cny(2000)).refund().held();
            return Situations.requestedBy(AGENT).then(new Command.RecordHold(hold), SYSTEM);
        }

        @Test
        void rule_above_the_policys_limits() {
            var s = limited(Money.cny(5000), Money.cny(2000));
            assertThat(status(s.then(amount(5000, CostBearer.MERCHANT), AGENT)))
                    .isEqualTo(Status.PAYING);
            assertThat(why(s.then(amount(5001, CostBearer.MERCHANT), AGENT)))
                    .isEqualTo(WhyTwo.ABOVE_LIMIT);
            assertThat(status(s.then(amount(2000, CostBearer.PLATFORM), AGENT)))
                    .isEqualTo(Status.PAYING);
            assertThat(why(s.then(amount(2001, CostBearer.PLATFORM), AGENT)))
                    .isEqualTo(WhyTwo.PLATFORM_COST);
            assertThat(status(s.then(ruling(Ruling.Kind.REFUSE), AGENT))).isEqualTo(Status.CLOSED);
        }

        @Test
        void have_a_limit_on_orders_that_are_older_than_it() {
            var dear = Money.cny(200_000);
            var line = new CardArithmetic(new CardId(CARD), dear, dear, dear, dear);
            var hold = new Hold(dear, List.of(CARD), List.of(line), RefundRoute.AGENT, TERMS);
            var s = requested().then(new Command.RecordHold(hold), SYSTEM);
            assertThat(why(s.then(amount(100_001, CostBearer.MERCHANT), AGENT)))
                    .isEqualTo(WhyTwo.ABOVE_LIMIT);
            assertThat(status(s.then(amount(100_000, CostBearer.MERCHANT), AGENT)))
                    .isEqualTo(Status.PAYING);
            assertThat(why(s.then(amount(20_001, CostBearer.PLATFORM), AGENT)))
                    .isEqualTo(WhyTwo.PLATFORM_COST);
            assertThat(status(s.then(amount(20_000, CostBearer.PLATFORM), AGENT)))
                    .isEqualTo(Status.PAYING);
        }

        @Test
        void are_told_of_when_nobody_had_taken_the_case() {
            var s = limited(Money.cny(5000), Money.cny(2000));
            assertThat(told(s, amount(9900, CostBearer.MERCHANT), AGENT))
                    .hasExactlyElementsOfTypes(
                            InterventionOpened.class,
                            InterventionTaken.class,
                            RulingProposed.class);
        }

        @Test
        void may_differ_and_then_the_case_is_open_again() {
            var returned = rulingProposed().then(confirmation(false), OTHER_AGENT);
            assertThat(told(rulingProposed(), confirmation(false), OTHER_AGENT))
                    .singleElement()
                    .isInstanceOf(RulingReturned.class);
            assertThat(returned.refund().intervention())
                    .isInstanceOfSatisfying(
                            Intervention.Open.class,
                            open -> assertThat(open.agentId()).isEqualTo(AGENT.id()));
            assertThat(why(returned.then(amount(100, CostBearer.MERCHANT), AGENT)))
                    .isEqualTo(WhyTwo.OWN_CASE);
        }

        @Test
        void leave_the_confirming_to_the_one_who_took_it() {
            var takenBy = rulingProposed().then(new Command.Take(), DIRECTOR);
            assertRefused(takenBy, confirmation(true), OTHER_AGENT);
            assertRefused(rulingProposed(), new Command.Take(), AGENT);
            assertThat(status(takenBy.then(confirmation(true), DIRECTOR))).isEqualTo(Status.PAYING);
        }

        @Test
        void are_waited_for_on_the_platforms_clock_and_late_is_shown() {
            var proposed = rulingProposed();
            assertThat(proposed.refund().dueAt())
                    .isEqualTo(useDisputed().now().plus(Times.RULING_TIME));
            var late = proposed.whenDue();
            assertThat(late.refund().overdue()).isTrue();
            assertThat(status(late.then(confirmation(true), OTHER_AGENT))).isEqualTo(Status.PAYING);
        }

        @Test
        void get_the_time_back_that_a_side_took_for_its_evidence() {
            var asked =
                    useDisputed()
                            .then(new Command.Take(), AGENT)
                            .then(evidenceFrom(Role.CUSTOMER), AGENT);
            var later = asked.later(Duration.ofHours(50));
            assertThat(told(later, ruling(Ruling.Kind.FULL), AGENT))
                    .hasExactlyElementsOfTypes(DeadlineChanged.class, RulingProposed.class);
            assertThat(later.then(ruling(Ruling.Kind.FULL), AGENT).refund().dueAt())
                    .isEqualTo(MORNING.plus(Times.RULING_TIME).plus(Duration.ofHours(50)));
        }

        @Test
        void do_not_keep_the_sides_from_what_is_theirs() {
            var proposed = rulingProposed();
            assertThat(status(proposed.then(new Command.Withdraw(), CUSTOMER)))
                    .isEqualTo(Status.WITHDRAWN);
            assertThat(proposed.then(Situations.evidence("7"), MERCHANT).refund().evidenceIds())
                    .hasSize(2);
            assertRefused(proposed, new Command.Approve(null), MERCHANT);
            assertRefused(proposed, ruling(Ruling.Kind.REFUSE), OTHER_AGENT);
            assertAlreadyDone(proposed, ruling(Ruling.Kind.FULL), AGENT);
            assertRefused(appealed(), confirmation(true), OTHER_AGENT);
        }

        @Test
        void are_not_the_customer_themself() {
            var customerAsAgent = new Actor(Role.AGENT, CUSTOMER.id());
            assertThat(answer(rulingProposed(), confirmation(true), customerAsAgent))
                    .isEqualTo(Decision.refused(new Refusal.NotForThisRole()));
        }
    }
}
