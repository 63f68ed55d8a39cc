package cn.juhui.refund.domain;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.refund.term.RefundStanding;
import cn.juhui.refund.domain.state.Payout;

/// What a case answers to the services that move its money, when they ask it.
public final class Standing {

    private Standing() {}

    /// What who pays or voids cards is told when they ask whether it was really decided.
    public static RefundStanding of(Refund refund) {
        var application = refund.application();
        var approved = refund.approved();
        var hold = refund.hold();
        var elsewhere = refund.paidElsewhere();
        return new RefundStanding(
                true,
                refund.status().ends(),
                approved == null || hold == null
                        ? null
                        : new RefundStanding.Approval(
                                new RefundId(refund.id()),
                                new OrderId(application.orderId()),
                                new CustomerId(application.customerId()),
                                new MerchantId(application.merchantId()),
                                hold.cardIds().stream().map(CardId::new).toList(),
                                approved,
                                elsewhere == null ? null : elsewhere.account().ref()));
    }

    /// What its books say about its money.
    public static Book book(Refund refund) {
        var owed = refund.approved();
        var payout = refund.payout();
        return new Book(
                payout.publicName(), owed, payout instanceof Payout.Succeeded ? owed : null, true);
    }
}
