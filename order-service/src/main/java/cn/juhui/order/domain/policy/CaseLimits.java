package cn.juhui.order.domain.policy;

import cn.juhui.contracts.money.Money;

/// What keeps a case moving and a ruling honest.
///
/// @param evidenceRequests how often each side may be asked for evidence in a case
/// @param clockStopPercent for how many percent of the review time an evidence request may stop the merchant's clock, once
/// @param rulingLimit a ruling of more is confirmed by a second agent
/// @param platformCostLimit a ruling of more at the platform's cost is confirmed by a second agent
public record CaseLimits(
        int evidenceRequests, int clockStopPercent, Money rulingLimit, Money platformCostLimit) {

    /// What holds until an operator decides otherwise.
    public static final CaseLimits DEFAULT =
            new CaseLimits(2, 50, Money.cny(1_000_00), Money.cny(200_00));
}
