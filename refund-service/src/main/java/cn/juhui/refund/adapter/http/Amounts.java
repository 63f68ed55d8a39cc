package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Money;
import java.math.BigDecimal;
import java.util.Currency;

/// Amounts as people read them.
final class Amounts {

    private Amounts() {}

    /// `¥99.00`; other currencies by their code.
    static String text(Money money) {
        var digits = digits(money.currency());
        var number = BigDecimal.valueOf(money.value(), digits).toPlainString();
        return money.currency().equals("CNY") ? "¥" + number : money.currency() + " " + number;
    }

    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }
}
