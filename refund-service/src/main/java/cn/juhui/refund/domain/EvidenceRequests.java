package cn.juhui.refund.domain;

import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.Role;
import java.time.Duration;
import java.util.Objects;

/// What was asked for in a case, so that asking is no way to stall: each side is asked so many times, by whomever, and a merchant's clock stops for it
/// once and for a share of their time.
///
/// @param fromCustomer how often the customer was asked
/// @param fromMerchant how often the merchant was asked
/// @param clockStopped whether the merchant's clock has been stopped
public record EvidenceRequests(int fromCustomer, int fromMerchant, boolean clockStopped) {

    /// How often each side is asked, where the terms of the order are from before there was a limit.
    public static final int MOST = 2;

    /// For how many percent of their time a merchant's clock stops, where the terms of the order are from before there was a limit.
    public static final int STOP_PERCENT = 50;

    static final EvidenceRequests NONE = new EvidenceRequests(0, 0, false);

    /// How often each side may be asked.
    public static int most(ReviewTerms terms) {
        return Objects.requireNonNullElse(terms.evidenceRequests(), MOST);
    }

    int from(Role side) {
        return side == Role.MERCHANT ? fromMerchant : fromCustomer;
    }

    public boolean mayAsk(Role side, ReviewTerms terms) {
        return from(side) < most(terms);
    }

    /// For how long the clock of a merchant who asks now may stand still.
    public Duration stop(ReviewTerms terms) {
        var percent = Objects.requireNonNullElse(terms.clockStopPercent(), STOP_PERCENT);
        return clockStopped
                ? Duration.ZERO
                : terms.reviewDeadline().multipliedBy(percent).dividedBy(100);
    }

    public EvidenceRequests asked(Role side, Role by) {
        return side == Role.MERCHANT
                ? new EvidenceRequests(fromCustomer, fromMerchant + 1, clockStopped)
                : new EvidenceRequests(
                        fromCustomer + 1, fromMerchant, clockStopped || by == Role.MERCHANT);
    }
}
