package cn.juhui.refund.domain;

import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Review;
import java.util.List;

/// Cases that ended without money, for tests of what is said about them.
public final class Endings {

    private Endings() {}

    public static Refund closed(Review.ClosingCause cause) {
        return Situations.underReview().refund().with(new Review.Closed(cause));
    }

    /// As old cases ended whose card was found used before it was paid.
    public static Refund declinedAtTheLastLook() {
        return Situations.approved()
                .refund()
                .with(new Review.Declined(List.of()))
                .with(new Payout.None());
    }
}
