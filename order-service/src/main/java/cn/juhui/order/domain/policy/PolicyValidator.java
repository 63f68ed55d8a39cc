package cn.juhui.order.domain.policy;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.express.ExpressLimits;
import cn.juhui.order.domain.express.ExpressUse;
import cn.juhui.order.domain.purchase.Purchase.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what a policy says against itself or against the rules, or what a merchant's promise says against the policy: such a one
/// is not saved.
public final class PolicyValidator {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_ROUNDS = 10;
    private static final int MOST_PIECES = 9;
    private static final int MOST_APPLICATIONS = 20;
    private static final int MOST_REQUESTS = 10;
    private static final Duration LONGEST_PROMISED_WINDOW = Duration.ofDays(30);
    private static final String CURRENCY = "CNY";

    private final RefundPolicy policy;
    private final List<Fault> faults = new ArrayList<>();

    private PolicyValidator(RefundPolicy policy) {
        this.policy = policy;
    }

    public static List<Fault> of(RefundPolicy policy) {
        var check = new PolicyValidator(policy);
        check.clocks();
        check.appeal();
        check.evidence();
        check.express();
        check.applications();
        check.caseLimits();
        check.overrides();
        return List.copyOf(check.faults);
    }

    private void clocks() {
        within("/selfServiceWindow", policy.selfServiceWindow(), Duration.ZERO);
        var review = within("/reviewDeadline", policy.reviewDeadline(), Duration.ofMinutes(1));
        var express =
                within(
                        "/expressReviewDeadline",
                        policy.expressReviewDeadline(),
                        Duration.ofMinutes(1));
        within("/silenceGrace", policy.silenceGrace(), Duration.ZERO);
        within("/urgeInterval", policy.urgeInterval(), Duration.ofMinutes(1));
        within("/evidenceDeadline", policy.evidenceDeadline(), Duration.ofMinutes(1));
        within("/appealWindow", policy.appealWindow(), Duration.ZERO);
        if (review
                && express
                && policy.expressReviewDeadline().compareTo(policy.reviewDeadline()) > 0) {
            fault("/expressReviewDeadline", "LONGER_THAN_REVIEW_DEADLINE");
        }
    }

    /// Whether it is: what is not is compared with nothing else.
    private boolean within(String pointer, Duration duration, Duration shortest) {
        var within = duration.compareTo(shortest) >= 0 && duration.compareTo(LONGEST) <= 0;
        if (!within) {
            fault(pointer, "DURATION_OUT_OF_RANGE", shortest, LONGEST);
        }
        return within;
    }

    private void within(String pointer, int number, int lowest, int highest) {
        if (number < lowest || number > highest) {
            fault(pointer, "OUT_OF_RANGE", lowest, highest);
        }
    }

    private void appeal() {
        if (policy.appealRounds() < 0 || policy.appealRounds() > MOST_ROUNDS) {
            fault("/appealRounds", "OUT_OF_RANGE", 0, MOST_ROUNDS);
        } else if (policy.appealRounds() > 0 && policy.appealWindow().isZero()) {
            fault("/appealWindow", "APPEAL_WITHOUT_WINDOW");
        } else if (policy.appealRounds() == 0 && policy.appealWindow().isPositive()) {
            fault("/appealRounds", "WINDOW_WITHOUT_APPEAL");
        }
    }

    private void evidence() {
        for (var reason : RefundReason.values()) {
            needs("/requiredEvidence/" + reason, policy.evidenceFor(reason));
        }
        for (var reason : RefundReason.values()) {
            if (restsOnEvidence(reason) && policy.evidenceFor(reason).isEmpty()) {
                fault("/requiredEvidence/" + reason, "EVIDENCE_REQUIRED");
            }
        }
    }

    /// Whether R3 or R4 rests on evidence, whatever an operator may wish.
    private static boolean restsOnEvidence(RefundReason reason) {
        return switch (reason) {
            case CARD_INVALID, DELIVERY_LATE, PARTIALLY_USED -> true;
            case UNUSED, ORDER_INFO_ERROR, OTHER -> false;
        };
    }

    private void needs(String pointer, List<EvidenceNeed> needs) {
        for (int i = 0; i < needs.size(); i++) {
            within(pointer + "/" + i + "/min", needs.get(i).min(), 1, MOST_PIECES);
            alternatives(pointer + "/" + i + "/anyOf", needs.get(i));
        }
        // A piece that counted for two needs would be one piece too few.
        var kinds = needs.stream().flatMap(need -> need.kinds().stream().distinct()).toList();
        if (Set.copyOf(kinds).size() != kinds.size()) {
            fault(pointer, "KIND_TWICE");
        }
        if (needs.stream().mapToLong(EvidenceNeed::min).sum() > MOST_PIECES) {
            fault(pointer, "TOO_MANY_PIECES");
        }
    }

    private void alternatives(String pointer, EvidenceNeed need) {
        if (!need.kinds().contains(need.kind())) {
            fault(pointer, "KIND_NOT_AMONG_THEM");
        }
        if (Set.copyOf(need.kinds()).size() != need.kinds().size()) {
            fault(pointer, "KIND_TWICE");
        }
    }

    private void caseLimits() {
        var limits = policy.caseLimits();
        if (limits == null) {
            return;
        }
        within("/evidenceRequests", limits.evidenceRequests(), 0, MOST_REQUESTS);
        within("/clockStopPercent", limits.clockStopPercent(), 0, 100);
        atLeast("/rulingLimit", limits.rulingLimit(), null);
        atLeast("/platformCostLimit", limits.platformCostLimit(), null);
    }

    private void applications() {
        var most = policy.maxApplications();
        within("/maxApplications", most == null ? 0 : most, 1, MOST_APPLICATIONS);
    }

    private void express() {
        var limit = policy.express().maxAmount();
        if (limit != null && !limit.currency().equals(CURRENCY)) {
            fault("/express/maxAmount", "CURRENCY_UNSUPPORTED");
        }
        if (policy.express().limits() != null) {
            limits(policy.express().limits(), limit);
        }
        if (policy.express().allowed()) {
            if (limit == null || limit.isZero()) {
                fault("/express/maxAmount", "EXPRESS_WITHOUT_LIMIT");
            }
            if (!policy.evidenceFor(RefundReason.UNUSED).isEmpty()) {
                fault("/requiredEvidence/UNUSED", "EXPRESS_WITH_EVIDENCE");
            }
        }
    }

    private void limits(ExpressLimits limits, @Nullable Money single) {
        var window = limits.window();
        if (window.compareTo(Duration.ofHours(1)) < 0
                || window.compareTo(ExpressUse.LONGEST_WINDOW) > 0
                || !window.equals(Duration.ofHours(window.toHours()))) {
            fault("/express/window", "NOT_WHOLE_HOURS");
        }
        within("/express/customerRefunds", limits.customerRefunds(), 1, Integer.MAX_VALUE);
        if (limits.merchantRefunds() < limits.customerRefunds()) {
            fault("/express/merchantRefunds", "BELOW_SMALLER_LIMIT");
        }
        var share = limits.refundedShare();
        if (share != null) {
            within("/express/refundedShare", share, 1, 100);
        }
        atLeast("/express/customerAmount", limits.customerAmount(), single);
        atLeast("/express/merchantAmount", limits.merchantAmount(), limits.customerAmount());
    }

    /// The sum of many can't be limited to less than one.
    private void atLeast(String pointer, Money limit, @Nullable Money smaller) {
        if (!limit.currency().equals(CURRENCY)) {
            fault(pointer, "CURRENCY_UNSUPPORTED");
        } else if (smaller != null && limit.value() < smaller.value()) {
            fault(pointer, "BELOW_SMALLER_LIMIT");
        }
    }

    private void overrides() {
        if (!policy.merchantOverrides().isEmpty()) {
            fault("/merchantOverrides", "SET_PER_MERCHANT");
        }
    }

    /// What a merchant's promise says against the policy that it goes beyond.
    public static List<Fault> of(RefundPolicy policy, MerchantOverride promise) {
        var check = new PolicyValidator(policy);
        check.promise(promise);
        return List.copyOf(check.faults);
    }

    private void promise(MerchantOverride promise) {
        var window = promise.selfServiceWindow();
        if (window != null) {
            if (window.compareTo(policy.selfServiceWindow()) < 0) {
                fault("/selfServiceWindow", "WORSE_THAN_POLICY");
            } else if (window.compareTo(LONGEST_PROMISED_WINDOW) > 0) {
                fault(
                        "/selfServiceWindow",
                        "DURATION_OUT_OF_RANGE",
                        policy.selfServiceWindow(),
                        LONGEST_PROMISED_WINDOW);
            }
        }
        var review = promise.reviewDeadline();
        if (review != null) {
            if (within("/reviewDeadline", review, Duration.ofMinutes(1))
                    && review.compareTo(policy.reviewDeadline()) > 0) {
                fault("/reviewDeadline", "WORSE_THAN_POLICY");
            }
        }
        if (promise.onMerchantSilence() == OnMerchantSilence.ESCALATE
                && policy.onMerchantSilence() == OnMerchantSilence.APPROVE) {
            fault("/onMerchantSilence", "WORSE_THAN_POLICY");
        }
    }

    private void fault(String pointer, String code) {
        faults.add(new Fault(pointer, code));
    }

    private void fault(String pointer, String code, Object lowest, Object highest) {
        faults.add(new Fault(pointer, code, lowest, highest));
    }
}
