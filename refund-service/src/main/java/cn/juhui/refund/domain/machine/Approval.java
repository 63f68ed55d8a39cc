package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.money.Money;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Review.Approved;
import cn.juhui.refund.domain.state.Review.Ground;
import java.time.Instant;

/// A case once it is approved: the money is to be sent, and should arrive by a day.
final class Approval {

    private Approval() {}

    static Refund approved(Refund refund, Money amount, Ground ground, Instant now) {
        var time = ground == Ground.EXPRESS ? Times.EXPRESS_TIME : Times.PAYING_TIME;
        return refund.with(new Approved(amount, ground, now.plus(time), false))
                .with(new Payout.Initiated(refund.payoutId()));
    }

    /// The same with another day when the money should have arrived.
    ///
    /// @param late whether an earlier day has passed
    static Refund payBy(Refund refund, Instant at, boolean late) {
        return refund.review() instanceof Approved s
                ? refund.with(new Approved(s.amount(), s.ground(), at, late))
                : refund;
    }
}
