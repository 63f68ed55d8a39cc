package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Review;

/// The clock says that a case is due: it reminds, escalates, approves or closes, as its policy says. A case that its order hasn't answered is looked
/// after first.
public record PassDeadline(Cases cases, LookAfterHold holds) {

    public void pass(String refundId) {
        var found = cases.find(refundId).orElse(null);
        if (found != null && found.aggregate().review() instanceof Review.Requested) {
            holds.begin(refundId, found.aggregate().application().orderId());
            return;
        }
        var unused =
                cases.tell(refundId, new Command.PassDeadline(), Cause.clock("refund-service"));
    }
}
