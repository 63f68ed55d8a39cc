package cn.juhui.contracts.order;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;

/// A sold unit as other services see it: never its code.
///
/// @param paidPrice its share of what was paid for the order
public record OrderedCard(
        CardId cardId,
        String sku,
        String name,
        String category,
        Money paidPrice,
        Money faceValue) {}
