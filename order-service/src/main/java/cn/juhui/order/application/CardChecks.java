package cn.juhui.order.application;

import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.CardCheck;
import java.util.List;

/// The suppliers of cards, who know whether a code was spent. They are asked at an application and once more before money moves (R8);
/// what they answer outranks what a merchant told. Not knowing blocks nothing.
public interface CardChecks {

    /// Nobody is asked.
    CardChecks NOBODY =
            new CardChecks() {
                @Override
                public boolean isAsked() {
                    return false;
                }

                @Override
                public List<CardCheck> check(Order order, List<String> cardIds) {
                    return List.of();
                }
            };

    /// Whether there is anybody to ask: where there is nobody, no step costs more for it.
    default boolean isAsked() {
        return true;
    }

    /// Never throws, and never takes long.
    ///
    /// @param cardIds of the order's cards
    /// @return what is known of them; nothing of a card of which it is not known
    List<CardCheck> check(Order order, List<String> cardIds);
}
