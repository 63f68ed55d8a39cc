package cn.juhui.order.adapter.http;

import cn.juhui.contracts.money.NameCheck;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.application.CheckPayer;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Where refund-service asks whether another account is the payer's, in the customer's own name. Not reachable from outside the house, and its
/// answer is for agents: told to customers, it would say who paid to whoever tries names.
@RestController
final class PayerController {

    private final OrderAccess access;
    private final CheckPayer checkPayer;

    PayerController(OrderAccess access, CheckPayer checkPayer) {
        this.access = access;
        this.checkPayer = checkPayer;
    }

    record NameBody(@NotBlank @Size(max = 100) String holderName) {

        /// Without the name.
        @Override
        public String toString() {
            return "NameBody[…]";
        }
    }

    record NameView(NameCheck result) {}

    @PostMapping("/internal/orders/{orderId}/payer-checks")
    NameView check(@PathVariable String orderId, @Valid @RequestBody NameBody body, Caller caller) {
        var order = access.find(orderId, caller).stored().aggregate();
        if (!caller.isCustomer(order.purchase().customerId())) {
            throw ProblemException.forbidden();
        }
        return new NameView(checkPayer.check(order, body.holderName()));
    }
}
