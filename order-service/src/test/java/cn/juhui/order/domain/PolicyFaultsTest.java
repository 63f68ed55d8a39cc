package cn.juhui.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.EvidenceKind;
import cn.juhui.contracts.EvidenceNeed;
import cn.juhui.contracts.Money;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PolicyFaultsTest {

    private static final RefundPolicy GOOD = DefaultPolicies.of("GAME_CARD");

    private static RefundPolicy policy(
            Duration expressReview,
            Duration appealWindow,
            Map<RefundReason, List<EvidenceNeed>> evidence,
            ExpressTerms express,
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
            assertThat(PolicyFaults.of(DefaultPolicies.of(category))).isEmpty();
        }
    }

    @Test
    void the_defaults_are_these() {
        assertThat(GOOD.selfServiceWindow()).isEqualTo(Duration.ofMinutes(15));
        assertThat(GOOD.reviewDeadline()).isEqualTo(Duration.ofHours(24));
        assertThat(GOOD.expressReviewDeadline()).isEqualTo(Duration.ofHours(2));
        assertThat(GOOD.onMerchantSilence()).isEqualTo(OnMerchantSilence.ESCALATE);
        assertThat(GOOD.appealRounds()).isEqualTo(2);
        assertThat(GOOD.express()).isEqualTo(new ExpressTerms(true, Money.cny(500_00)));
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
                            new ExpressTerms(true, null),
                            List.of(
                                    new MerchantOverride("mer_1", true),
                                    new MerchantOverride("mer_1", false)));

            assertThat(PolicyFaults.of(bad))
                    .extracting(f -> f.pointer() + " " + f.code())
                    .containsExactlyInAnyOrder(
                            "/expressReviewDeadline LONGER_THAN_REVIEW_DEADLINE",
                            "/appealWindow APPEAL_WITHOUT_WINDOW",
                            "/requiredEvidence/UNUSED/0/min OUT_OF_RANGE",
                            "/requiredEvidence/UNUSED KIND_TWICE",
                            "/express/maxAmount EXPRESS_WITHOUT_LIMIT",
                            "/requiredEvidence/UNUSED EXPRESS_WITH_EVIDENCE",
                            "/merchantOverrides MERCHANT_TWICE");
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

            assertThat(PolicyFaults.of(bad))
                    .extracting(f -> f.pointer() + " " + f.code())
                    .containsExactly("/requiredEvidence/CARD_INVALID EVIDENCE_REQUIRED");
        }
    }

    @Test
    void a_merchant_who_promises_it_reviews_faster() {
        var promised =
                policy(
                                Duration.ofHours(2),
                                Duration.ofDays(7),
                                GOOD.requiredEvidence(),
                                GOOD.express(),
                                List.of(new MerchantOverride("mer_fast", true)))
                        .frozenFor("mer_fast");

        assertThat(promised.terms().reviewDeadline()).isEqualTo(Duration.ofHours(2));
        assertThat(GOOD.frozenFor("mer_fast").terms().reviewDeadline())
                .isEqualTo(Duration.ofHours(24));
    }
}
