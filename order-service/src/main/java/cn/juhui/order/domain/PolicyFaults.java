package cn.juhui.order.domain;

import cn.juhui.contracts.EvidenceNeed;
import cn.juhui.contracts.RefundReason;
import cn.juhui.order.domain.Purchase.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds what a policy says against itself or against the rules; such a policy is not saved.
public final class PolicyFaults {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_ROUNDS = 10;
    private static final int MOST_PIECES = 9;

    /// R3 and R4 rest on evidence, whatever an operator may wish.
    private static final Set<RefundReason> NEVER_WITHOUT_EVIDENCE =
            Set.of(
                    RefundReason.CARD_INVALID,
                    RefundReason.DELIVERY_LATE,
                    RefundReason.PARTIALLY_USED);

    private final RefundPolicy policy;
    private final List<Fault> faults = new ArrayList<>();

    private PolicyFaults(RefundPolicy policy) {
        this.policy = policy;
    }

    public static List<Fault> of(RefundPolicy policy) {
        var check = new PolicyFaults(policy);
        check.clocks();
        check.appeal();
        check.evidence();
        check.express();
        check.overrides();
        return List.copyOf(check.faults);
    }

    private void clocks() {
        within("/selfServiceWindow", policy.selfServiceWindow(), Duration.ZERO);
        within("/reviewDeadline", policy.reviewDeadline(), Duration.ofMinutes(1));
        within("/expressReviewDeadline", policy.expressReviewDeadline(), Duration.ofMinutes(1));
        within("/silenceGrace", policy.silenceGrace(), Duration.ZERO);
        within("/urgeInterval", policy.urgeInterval(), Duration.ofMinutes(1));
        within("/evidenceDeadline", policy.evidenceDeadline(), Duration.ofMinutes(1));
        within("/appealWindow", policy.appealWindow(), Duration.ZERO);
        if (policy.expressReviewDeadline().compareTo(policy.reviewDeadline()) > 0) {
            fault("/expressReviewDeadline", "LONGER_THAN_REVIEW_DEADLINE");
        }
    }

    private void within(String pointer, Duration duration, Duration shortest) {
        if (duration.compareTo(shortest) < 0 || duration.compareTo(LONGEST) > 0) {
            fault(pointer, "DURATION_OUT_OF_RANGE");
        }
    }

    private void appeal() {
        if (policy.appealRounds() < 0 || policy.appealRounds() > MOST_ROUNDS) {
            fault("/appealRounds", "OUT_OF_RANGE");
        } else if (policy.appealRounds() > 0 && policy.appealWindow().isZero()) {
            fault("/appealWindow", "APPEAL_WITHOUT_WINDOW");
        } else if (policy.appealRounds() == 0 && policy.appealWindow().isPositive()) {
            fault("/appealRounds", "WINDOW_WITHOUT_APPEAL");
        }
    }

    private void evidence() {
        policy.requiredEvidence()
                .forEach((reason, needs) -> needs("/requiredEvidence/" + reason, needs));
        NEVER_WITHOUT_EVIDENCE.stream()
                .sorted()
                .filter(reason -> policy.evidenceFor(reason).isEmpty())
                .forEach(reason -> fault("/requiredEvidence/" + reason, "EVIDENCE_REQUIRED"));
    }

    private void needs(String pointer, List<EvidenceNeed> needs) {
        for (int i = 0; i < needs.size(); i++) {
            if (needs.get(i).min() < 1 || needs.get(i).min() > MOST_PIECES) {
                fault(pointer + "/" + i + "/min", "OUT_OF_RANGE");
            }
        }
        if (needs.stream().map(EvidenceNeed::kind).distinct().count() != needs.size()) {
            fault(pointer, "KIND_TWICE");
        }
        if (needs.stream().mapToLong(EvidenceNeed::min).sum() > MOST_PIECES) {
            fault(pointer, "TOO_MANY_PIECES");
        }
    }

    private void express() {
        var limit = policy.express().maxAmount();
        if (policy.express().allowed()) {
            if (limit == null || limit.isZero()) {
                fault("/express/maxAmount", "EXPRESS_WITHOUT_LIMIT");
            }
            if (!policy.evidenceFor(RefundReason.UNUSED).isEmpty()) {
                fault("/requiredEvidence/UNUSED", "EXPRESS_WITH_EVIDENCE");
            }
        }
    }

    private void overrides() {
        var merchants = policy.merchantOverrides().stream().map(MerchantOverride::merchantId);
        if (merchants.distinct().count() != policy.merchantOverrides().size()) {
            fault("/merchantOverrides", "MERCHANT_TWICE");
        }
    }

    private void fault(String pointer, String code) {
        faults.add(new Fault(pointer, code));
    }
}
