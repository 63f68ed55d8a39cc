package cn.juhui.order.adapter.http.policy;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.order.domain.express.ExpressLimits;
import cn.juhui.order.domain.policy.CaseLimits;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.platform.http.text.Texts;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows policies, with a text that says the same as the numbers.
public final class PolicyViews {

    private final Texts texts;

    public PolicyViews(Texts texts) {
        this.texts = texts;
    }

    public PolicyView view(RefundPolicy policy) {
        var limits = policy.caseLimits();
        return new PolicyView(
                policy.category(),
                policy.version(),
                policy.selfServiceWindow(),
                policy.reviewDeadline(),
                policy.expressReviewDeadline(),
                policy.onMerchantSilence(),
                policy.silenceGrace(),
                policy.urgeInterval(),
                policy.evidenceDeadline(),
                policy.appealWindow(),
                policy.appealRounds(),
                evidence(policy),
                PolicyView.Express.of(policy.express()),
                policy.maxApplications(),
                limits == null ? null : limits.evidenceRequests(),
                limits == null ? null : limits.clockStopPercent(),
                limits == null ? null : limits.rulingLimit(),
                limits == null ? null : limits.platformCostLimit(),
                policy.merchantOverrides().stream().map(PolicyView.Promise::of).toList(),
                policy.text() == null ? generated(policy) : policy.text());
    }

    private static Map<RefundReason, @Nullable List<PolicyView.Need>> evidence(
            RefundPolicy policy) {
        var evidence =
                new EnumMap<RefundReason, @Nullable List<PolicyView.Need>>(RefundReason.class);
        for (var reason : RefundReason.values()) {
            evidence.put(
                    reason, policy.evidenceFor(reason).stream().map(PolicyViews::need).toList());
        }
        return evidence;
    }

    private static PolicyView.Need need(EvidenceNeed need) {
        return new PolicyView.Need(need.kind(), need.min(), need.anyOf());
    }

    /// The policy in a few sentences, in the caller's language.
    String generated(RefundPolicy policy) {
        var sentences = new StringBuilder();
        sentences.append(
                texts.get(
                        "policy.text",
                        words(policy.selfServiceWindow()),
                        words(policy.reviewDeadline()),
                        words(policy.expressReviewDeadline())));
        sentences.append(
                texts.get(
                        "policy.silence." + policy.onMerchantSilence(),
                        words(policy.silenceGrace())));
        // A ruling ends a case, so there is never a second appeal, however many rounds the policy
        // has.
        if (policy.appealRounds() > 0) {
            sentences.append(texts.get("policy.appeal", words(policy.appealWindow())));
        }
        requests(policy.caseLimits(), sentences);
        if (policy.express().allowed()) {
            sentences.append(texts.get("policy.express"));
            express(policy.express().limits(), sentences);
        }
        return sentences.toString();
    }

    private void requests(@Nullable CaseLimits limits, StringBuilder sentences) {
        if (limits != null) {
            sentences.append(
                    limits.evidenceRequests() == 0
                            ? texts.get("policy.requests.none")
                            : texts.get("policy.requests", limits.evidenceRequests()));
        }
    }

    private void express(@Nullable ExpressLimits limits, StringBuilder sentences) {
        if (limits != null) {
            sentences.append(
                    texts.get(
                            "policy.expressLimits",
                            words(limits.window()),
                            limits.customerRefunds(),
                            limits.customerAmount().text(),
                            limits.merchantRefunds(),
                            limits.merchantAmount().text()));
            if (limits.refundedShare() != null) {
                sentences.append(texts.get("policy.refundedShare", limits.refundedShare()));
            }
        }
    }

    /// In the largest unit that tells it exactly.
    private String words(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds >= 172_800 && seconds % 86_400 == 0) {
            return texts.get("duration.days", seconds / 86_400);
        }
        if (seconds >= 3_600 && seconds % 3_600 == 0) {
            return texts.get("duration.hours", seconds / 3_600);
        }
        return seconds % 60 == 0
                ? texts.get("duration.minutes", seconds / 60)
                : texts.get("duration.seconds", seconds);
    }
}
