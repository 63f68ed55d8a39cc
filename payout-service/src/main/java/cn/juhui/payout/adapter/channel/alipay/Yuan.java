package cn.juhui.payout.adapter.channel.alipay;

import cn.juhui.contracts.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/// Money as Alipay writes it: yuan as text, with two digits behind the point at most.
final class Yuan {

    private Yuan() {}

    static String text(Money amount) {
        if (!amount.currency().equals("CNY")) {
            throw new IllegalArgumentException("Alipay refunds yuan, not " + amount.currency());
        }
        return BigDecimal.valueOf(amount.value(), 2).toPlainString();
    }

    /// Fen; empty for what is no amount.
    static Optional<Long> fen(String text) {
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,2})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text).movePointRight(2).longValueExact());
    }
}
