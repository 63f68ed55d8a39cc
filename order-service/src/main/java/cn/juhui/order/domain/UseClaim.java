package cn.juhui.order.domain;

import cn.juhui.contracts.money.Money;

/// What a merchant claims about a card that a refund has frozen, so that saying it again is no news.
record UseClaim(String cardId, Money remainingValue) {}
