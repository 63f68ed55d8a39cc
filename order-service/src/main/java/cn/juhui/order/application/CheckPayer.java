package cn.juhui.order.application;

import cn.juhui.contracts.money.NameCheck;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.purchase.PayerName;

/// Is the holder of another account the one who paid the order?
public record CheckPayer(PayerPrints prints) {

    public NameCheck check(Order order, String holderName) {
        var purchase = order.purchase();
        var print = purchase.payment().payerPrint();
        var holder = PayerName.of(holderName);
        if (print == null || holder.isEmpty()) {
            return NameCheck.UNKNOWN;
        }
        return prints.matches(print, purchase.storefront(), purchase.orderNo(), holder.get())
                ? NameCheck.MATCH
                : NameCheck.MISMATCH;
    }
}
