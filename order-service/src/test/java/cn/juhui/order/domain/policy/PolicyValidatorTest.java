package cn.juhui.order.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.express.ExpressLimits;
import cn.juhui.order.domain.express.ExpressTerms;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PolicyValidatorTest {

    private static final RefundPolicy GOOD = DefaultPolicies.of("GAME_CARD");

    private static RefundPolicy policy(
            Duration expressReview,
            Duration appealWindow,
            Map<RefundReason, List<EvidenceNeed>> evidence,
            ExpressTerms express,
            List<MerchantOverride> overrides) {
        return policy(
                expressReview, appealWindow, evidence, express, CaseLimits.DEFAULT, overrides);
    }

    private static RefundPolicy policy(
            Duration expressReview,
            Duration appealWindow,
            Map<RefundReason, List<EvidenceNeed>> evidence,
            ExpressTerms express,
            CaseLimits caseLimits,
            List<MerchantOverride> overrides) {
        return new RefundPolicy(
                "GAME_CARD",
                1,
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                expressReview,
                OnMerchantSilence.ESCALATE,
                Duration.ofHours(24),
                Duration.ofHours(6),
                Duration.ofHours(48),
                appealWindow,
                2,
                evidence,
                express,
                5,
                caseLimits,
                overrides,
                null);
    }

    private static Map<RefundReason, List<EvidenceNeed>> evidenceAnd(
            RefundReason reason, EvidenceNeed... needs) {
        var evidence = new EnumMap<RefundReason, List<EvidenceNeed>>(RefundReason.class);
        evidence.putAll(GOOD.requiredEvidence());
        evidence.put(reason, List.of(needs));
        return evidence;
    }

    @Test
    void the_defaults_contradict_nothing() {
        for (var category : List.of("GAME_CARD", "PHONE_TOPUP", "GIFT_CARD", "MEMBERSHIP", "ANY")) {
            assertThat(PolicyValidator.of(DefaultPolicies.of(category))).isEmpty();
        }
    }

    @Test
    void the_defaults_are_these() {
        assertThat(GOOD.selfServiceWindow()).isEqualTo(Duration.ofMinutes(15));
        assertThat(GOOD.reviewDeadline()).isEqualTo(Duration.ofHours(24));
        assertThat(GOOD.expressReviewDeadline()).isEqualTo(Duration.ofHours(2));
        assertThat(GOOD.onMerchantSilence()).isEqualTo(OnMerchantSilence.ESCALATE);
        assertThat(GOOD.appealRounds()).isEqualTo(2);
        assertThat(GOOD.express())
                .isEqualTo(new ExpressTerms(true, Money.cny(500_00), ExpressLimits.DEFAULT));
        assertThat(ExpressLimits.DEFAULT)
                .isEqualTo(
                        new ExpressLimits(
                                Duration.ofHours(24),
                                5,
                                Money.cny(1_000_00),
                                200,
                                Money.cny(50_000_00),
                                null));
        var terms = GOOD.terms();
        assertThat(terms.evidenceRequests()).isEqualTo(2);
        assertThat(terms.clockStopPercent()).isEqualTo(50);
        assertThat(terms.rulingLimit()).isEqualTo(Money.cny(1_000_00));
        assertThat(terms.platformCostLimit()).isEqualTo(Money.cny(200_00));
    }

    @Test
    void the_evidence_is_what_the_owner_of_the_platform_described() {
        assertThat(GOOD.evidenceFor(RefundReason.UNUSED)).isEmpty();
        assertThat(GOOD.evidenceFor(RefundReason.OTHER)).isEmpty();
        assertThat(kinds(RefundReason.ORDER_INFO_ERROR))
                .containsExactly(
                        List.of(EvidenceKind.ORDER_SCREENSHOT), List.of(EvidenceKind.CORRECT_INFO));
        assertThat(kinds(RefundReason.CARD_INVALID))
                .containsExactly(
                        List.of(
                                EvidenceKind.INVALID_CARD,
                                EvidenceKind.DELIVERY_RECORD,
                                EvidenceKind.CONVERSATION));
        assertThat(kinds(RefundReason.DELIVERY_LATE))
                .containsExactly(
                        List.of(
                                EvidenceKind.ORDER_SCREENSHOT,
                                EvidenceKind.DELIVERY_RECORD,
                                EvidenceKind.CONVERSATION));
        assertThat(kinds(RefundReason.PARTIALLY_USED))
                .containsExactly(List.of(EvidenceKind.REMAINING_VALUE));
    }

    private static List<List<EvidenceKind>> kinds(RefundReason reason) {
        return GOOD.evidenceFor(reason).stream().map(EvidenceNeed::kinds).toList();
    }

    @Nested
    class Contradictions {

        @Test
        void each_one_is_pointed_at() {
            var bad =
                    policy(
                            Duration.ofHours(25),
                            Duration.ZERO,
                            evidenceAnd(
                                    RefundReason.UNUSED,
                                    new EvidenceNeed(EvidenceKind.OTHER, 0),
                                    new EvidenceNeed(EvidenceKind.OTHER, 1)),
                            new ExpressTerms(true, null, null),
                            List.of(
                                    new MerchantOverride("mer_1", true, null, null, null),
                                    new MerchantOverride("mer_2", false, null, null, null)));

            assertThat(PolicyValidator.of(bad))
                    .extracting(f -> f.pointer() + " " + f.code())
                    .containsExactlyInAnyOrder(
                            "/expressReviewDeadline LONGER_THAN_REVIEW_DEADLINE",
                            "/appealWindow APPEAL_WITHOUT_WINDOW",
                            "/requiredEvidence/UNUSED/0/min OUT_OF_RANGE",
                            "/requiredEvidence/UNUSED KIND_TWICE",
                            "/express/maxAmount EXPRESS_WITHOUT_LIMIT",
                            "/requiredEvidence/UNUSED EXPRESS_WITH_EVIDENCE",
                            "/merchantOverrides SET_PER_MERCHANT");
        }

        @Test
        void alternatives_contain_the_kind_itself_and_each_kind_once() {
            var other = EvidenceKind.OTHER;
            var chat = EvidenceKind.CONVERSATION;
            assertThat(faults(new EvidenceNeed(other, 1, List.of(chat))))
                    .containsExactly("/requiredEvidence/OTHER/0/anyOf KIND_NOT_AMONG_THEM");
            assertThat(faults(new EvidenceNeed(other, 1, List.of(other, chat, chat))))
                    .containsExactly("/requiredEvidence/OTHER/0/anyOf KIND_TWICE");
            assertThat(
                            faults(
                                    new EvidenceNeed(other, 1, List.of(other, chat)),
                                    new EvidenceNeed(chat, 1)))
                    .containsExactly("/requiredEvidence/OTHER KIND_TWICE");
            assertThat(faults(new EvidenceNeed(other, 1, List.of(other, chat)))).isEmpty();
        }

        private List<String> faults(EvidenceNeed... needs) {
            var policy =
                    policy(
                            Duration.ofHours(2),
                            Duration.ofDays(7),
                            evidenceAnd(RefundReason.OTHER, needs),
                            ExpressTerms.NOT_ALLOWED,
                            List.of());
            return PolicyValidator.of(policy).stream()
                    .map(f -> f.pointer() + " " + f.code())
                    .toList();
        }

        @Test
        void a_merchants_fault_is_never_believed_without_evidence() {
            var bad =
                    policy(
                            Duration.ofHours(2),
                            Duration.ofDays(7),
                            evidenceAnd(RefundReason.CARD_INVALID),
                            ExpressTerms.NOT_ALLOWED,
                            List.of());

            assertThat(PolicyValidator.of(bad))
                    .extracting(f -> f.pointer() + " " + f.code())
                    .containsExactly("/requiredEvidence/CARD_INVALID EVIDENCE_REQUIRED");
        }
    }

    @Nested
    class Express_limits {

        private List<String> faults(ExpressLimits limits) {
            var bad =
                    policy(
                            Duration.ofHours(2),
                            Duration.ofDays(7),
                            GOOD.requiredEvidence(),
                            new ExpressTerms(true, Money.cny(500_00), limits),
                            List.of());
            return PolicyValidator.of(bad).stream().map(f -> f.pointer() + " " + f.code()).toList();
        }

        private ExpressLimits limits(Duration window, long customer, long merchant, Integer share) {
            return new ExpressLimits(
                    window, 5, Money.cny(customer), 50, Money.cny(merchant), share);
        }

        @Test
        void that_fit_together_are_accepted() {
            assertThat(faults(limits(Duration.ofHours(24), 500_00, 500_00, 30))).isEmpty();
        }

        @Test
        void that_contradict_each_other_are_pointed_at() {
            assertThat(faults(limits(Duration.ofMinutes(90), 499_99, 499_98, 0)))
                    .containsExactlyInAnyOrder(
                            "/express/window NOT_WHOLE_HOURS",
                            "/express/customerAmount BELOW_SMALLER_LIMIT",
                            "/express/merchantAmount BELOW_SMALLER_LIMIT",
                            "/express/refundedShare OUT_OF_RANGE");
            assertThat(faults(limits(Duration.ofDays(8), 500_00, 500_00, 101)))
                    .containsExactlyInAnyOrder(
                            "/express/window NOT_WHOLE_HOURS",
                            "/express/refundedShare OUT_OF_RANGE");
            var few =
                    new ExpressLimits(
                            Duration.ofHours(-1),
                            0,
                            new Money(500_00, "USD"),
                            -1,
                            Money.cny(500_00),
                            null);
            assertThat(faults(few))
                    .contains(
                            "/express/window NOT_WHOLE_HOURS",
                            "/express/customerRefunds OUT_OF_RANGE",
                            "/express/merchantRefunds BELOW_SMALLER_LIMIT",
                            "/express/customerAmount CURRENCY_UNSUPPORTED");
        }
    }

    @Nested
    class Limits_of_a_case {

        private List<String> faults(int requests, int percent, Money ruling, Money cost) {
            var policy =
                    policy(
                            Duration.ofHours(2),
                            Duration.ofDays(7),
                            GOOD.requiredEvidence(),
                            ExpressTerms.NOT_ALLOWED,
                            new CaseLimits(requests, percent, ruling, cost),
                            List.of());
            return PolicyValidator.of(policy).stream()
                    .map(f -> f.pointer() + " " + f.code())
                    .toList();
        }

        @Test
        void from_nothing_to_the_highest_are_accepted_and_beyond_pointed_at() {
            assertThat(faults(0, 0, Money.cny(0), Money.cny(0))).isEmpty();
            assertThat(faults(10, 100, Money.cny(100), Money.cny(100))).isEmpty();
            assertThat(faults(11, 101, new Money(1, "USD"), new Money(1, "USD")))
                    .containsExactlyInAnyOrder(
                            "/evidenceRequests OUT_OF_RANGE",
                            "/clockStopPercent OUT_OF_RANGE",
                            "/rulingLimit CURRENCY_UNSUPPORTED",
                            "/platformCostLimit CURRENCY_UNSUPPORTED");
            assertThat(faults(-1, -1, Money.cny(1), Money.cny(1)))
                    .containsExactlyInAnyOrder(
                            "/evidenceRequests OUT_OF_RANGE", "/clockStopPercent OUT_OF_RANGE");
        }
    }

    @Nested
    class A_merchants_promise {

        private List<String> faults(MerchantOverride promise) {
            return PolicyValidator.of(GOOD, promise).stream()
                    .map(f -> f.pointer() + " " + f.code())
                    .toList();
        }

        @Test
        void is_only_ever_better_for_the_customer() {
            var worse =
                    new MerchantOverride(
                            "mer_1", false, Duration.ofMinutes(14), Duration.ofHours(25), null);

            assertThat(faults(worse))
                    .containsExactlyInAnyOrder(
                            "/selfServiceWindow WORSE_THAN_POLICY",
                            "/reviewDeadline WORSE_THAN_POLICY");
            var odd =
                    new MerchantOverride(
                            "mer_1", false, Duration.ofDays(31), Duration.ofHours(-1), null);
            assertThat(faults(odd))
                    .containsExactlyInAnyOrder(
                            "/selfServiceWindow DURATION_OUT_OF_RANGE",
                            "/reviewDeadline DURATION_OUT_OF_RANGE");
        }

        @Test
        void that_is_kept_changes_what_holds_for_the_orders() {
            var promise =
                    new MerchantOverride(
                            "mer_1",
                            true,
                            Duration.ofHours(3),
                            Duration.ofHours(1),
                            OnMerchantSilence.APPROVE);
            assertThat(faults(promise)).isEmpty();

            var policy = GOOD.with(promise);

            assertThat(policy.selfServiceWindow()).isEqualTo(Duration.ofHours(3));
            assertThat(policy.terms().reviewDeadline()).isEqualTo(Duration.ofHours(1));
            assertThat(policy.terms().onMerchantSilence()).isEqualTo(OnMerchantSilence.APPROVE);
            assertThat(policy.merchantOverrides()).containsExactly(promise);
        }

        @Test
        void of_an_express_review_takes_the_policys_own_deadline_for_it() {
            var policy = GOOD.with(new MerchantOverride("mer_1", true, null, null, null));

            assertThat(policy.terms().reviewDeadline()).isEqualTo(Duration.ofHours(2));
            assertThat(policy.selfServiceWindow()).isEqualTo(GOOD.selfServiceWindow());
        }

        @Test
        void that_the_policy_overtook_makes_nothing_worse() {
            var policy =
                    GOOD.with(
                            new MerchantOverride(
                                    "mer_1",
                                    false,
                                    Duration.ofMinutes(1),
                                    Duration.ofDays(9),
                                    OnMerchantSilence.ESCALATE));

            assertThat(policy.selfServiceWindow()).isEqualTo(GOOD.selfServiceWindow());
            assertThat(policy.terms()).isEqualTo(GOOD.terms());
        }
    }
}
