package cn.juhui.contracts.order;

import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The order reserved amount and cards for a refund (R6, R7): the cards are frozen from now on (R8).
///
/// @param amount what is reserved: what was asked for, or the most that the record allows
/// @param ceiling the most that an agent can rule on proof (R4): the paid price of the cards whose use only a party told, what the
///     record leaves of the others. Null in events from before it was told: then it is the amount
/// @param facts what is on record about each card, and who said so; null in events from before it was told
/// @param payment who told that the order was paid; null in events from before it was told
public record RefundHeld(
        @JsonUnwrapped OrderIds ids,
        RefundId refundId,
        List<CardId> cardIds,
        Money amount,
        List<CardArithmetic> arithmetic,
        RefundRoute route,
        List<RuleOutcome> rules,
        ReviewTerms terms,
        @Nullable Money ceiling,
        @Nullable List<CardFacts> facts,
        @Nullable Provenance payment)
        implements OrderEvent {

    public static final String TYPE = "order.refund_held";

    @Override
    public String type() {
        return TYPE;
    }
}
