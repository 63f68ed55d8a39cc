package cn.juhui.order.adapter.http;

import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.order.domain.Purchase.Fault;
import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.ProblemException.InputError;
import java.util.List;

/// From refusal to problem document: the one table.
final class OrderProblems {

    private OrderProblems() {}

    static ProblemException of(OrderRefusal refusal) {
        var status =
                switch (refusal) {
                    case CARD_NOT_FOUND -> 404;
                    case CARD_NOT_USABLE,
                            HOLD_NOT_OPEN,
                            HOLD_NOT_VOIDED,
                            HOLD_BEING_PAID,
                            AMOUNT_DIFFERS ->
                            409;
                    case REMAINING_VALUE_TOO_HIGH,
                            CURRENCY_DIFFERS,
                            SHIPPED_BEFORE_ORDER,
                            IN_THE_FUTURE ->
                            422;
                };
        return ProblemException.of(status, refusal.name());
    }

    static ProblemException of(List<Fault> faults) {
        return ProblemException.invalid(
                faults.stream()
                        .map(fault -> InputError.of(fault.pointer(), fault.code()))
                        .toArray(InputError[]::new));
    }
}
