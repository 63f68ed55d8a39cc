package cn.juhui.order.adapter.http.access;

import static cn.juhui.order.domain.OrderRefusal.CARD_NOT_USABLE;

import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.order.domain.purchase.Purchase.Fault;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import java.util.List;

/// From refusal to problem document: the one table.
public final class OrderProblems {

    private OrderProblems() {}

    public static ProblemException of(OrderRefusal refusal) {
        return switch (refusal) {
            case CARD_NOT_DELIVERED, USED_BEFORE_SHIPMENT ->
                    ProblemException.because(409, CARD_NOT_USABLE.name(), refusal.name());
            case CARD_NOT_FOUND,
                    CARD_NOT_USABLE,
                    CLAIMS_EXHAUSTED,
                    USE_REPORTS_EXHAUSTED,
                    HOLD_NOT_OPEN,
                    HOLD_NOT_VOIDED,
                    HOLD_BEING_PAID,
                    AMOUNT_DIFFERS,
                    REMAINING_VALUE_TOO_HIGH,
                    CURRENCY_DIFFERS,
                    SHIPPED_BEFORE_ORDER,
                    IN_THE_FUTURE ->
                    ProblemException.of(status(refusal), refusal.name());
        };
    }

    private static int status(OrderRefusal refusal) {
        return switch (refusal) {
            case CARD_NOT_FOUND -> 404;
            case CARD_NOT_USABLE,
                    CARD_NOT_DELIVERED,
                    USED_BEFORE_SHIPMENT,
                    CLAIMS_EXHAUSTED,
                    USE_REPORTS_EXHAUSTED,
                    HOLD_NOT_OPEN,
                    HOLD_NOT_VOIDED,
                    HOLD_BEING_PAID,
                    AMOUNT_DIFFERS ->
                    409;
            case REMAINING_VALUE_TOO_HIGH, CURRENCY_DIFFERS, SHIPPED_BEFORE_ORDER, IN_THE_FUTURE ->
                    422;
        };
    }

    public static ProblemException of(List<Fault> faults) {
        return ProblemException.invalid(
                faults.stream().map(OrderProblems::of).toArray(InputError[]::new));
    }

    public static InputError of(Fault fault) {
        return InputError.within(fault.pointer(), fault.code(), fault.lowest(), fault.highest());
    }
}
