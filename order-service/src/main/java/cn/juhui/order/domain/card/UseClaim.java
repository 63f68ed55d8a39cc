package cn.juhui.order.domain.card;

import cn.juhui.contracts.money.Money;

/// What a merchant claims about a card that a refund has frozen, so that saying it again is no news.
public record UseClaim(String cardId, Money remainingValue) {}
