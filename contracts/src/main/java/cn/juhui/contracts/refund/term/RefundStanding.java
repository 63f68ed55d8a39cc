package cn.juhui.contracts.refund.term;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What refund-service answers to who is about to do what can't be undone (void cards, send money) and asks whether that was
/// really decided: an event alone is no proof.
///
/// @param known whether there is such a case
/// @param ended whether nothing happens in it any more
/// @param approval what was approved; null while nothing is
public record RefundStanding(boolean known, boolean ended, @Nullable Approval approval) {

    /// Where it is asked for, at refund-service.
    public static final String PATH = "/internal/refunds/{refundId}/standing";

    /// What was approved.
    ///
    /// @param accountRef where the money goes, as payout-service knows it; null for the account that paid
    public record Approval(
            RefundId refundId,
            OrderId orderId,
            CustomerId customerId,
            MerchantId merchantId,
            List<CardId> cardIds,
            Money amount,
            @Nullable String accountRef) {

        public Approval {
            cardIds = List.copyOf(cardIds);
        }
    }

    /// Of a case that nobody knows.
    public static RefundStanding unknown() {
        return new RefundStanding(false, true, null);
    }
}
