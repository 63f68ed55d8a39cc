package cn.juhui.contracts.money;

import org.jspecify.annotations.Nullable;

/// What one side's books say about the money of one refund, for who compares them.
///
/// @param state in its own words; `NONE` when it doesn't know the refund
/// @param owed what was approved and may be paid; null for nothing
/// @param arrived what the customer has, as far as this side knows; null for nothing
/// @param balanced whether its own sums are right
public record Book(String state, @Nullable Money owed, @Nullable Money arrived, boolean balanced) {

    /// Where order-service's is asked for.
    public static final String OF_ORDER = "/internal/orders/{orderId}/holds/{refundId}/book";

    /// Where refund-service's is asked for.
    public static final String OF_REFUND = "/internal/refunds/{refundId}/book";

    /// Of who doesn't know the refund.
    public static Book none() {
        return new Book("NONE", null, null, true);
    }
}
