package cn.juhui.payout.adapter.http;

import cn.juhui.contracts.money.AccountNumber;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.application.account.KeepAccount;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.account.Account;
import cn.juhui.payout.domain.account.Destination;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where refund-service brings an account that a customer names, in the customer's own name. Not reachable from outside the house.
@RestController
class AccountController {

    private final Journal<Payout, PayoutEvent> payouts;
    private final KeepAccount keepAccount;

    AccountController(Journal<Payout, PayoutEvent> payouts, KeepAccount keepAccount) {
        this.payouts = payouts;
        this.keepAccount = keepAccount;
    }

    record AccountBody(
            @NotNull PaymentChannel channel,
            @NotBlank @Size(max = 64) String account,
            @NotBlank @Size(max = 50) String holderName,
            @Nullable @Size(max = 50) String bankName) {

        /// Without the number.
        @Override
        public String toString() {
            return "AccountBody[" + channel + "]";
        }
    }

    @PostMapping("/internal/payouts/{id}/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    Destination keep(@PathVariable String id, @Valid @RequestBody AccountBody body, Caller caller) {
        var payout = Ids.isA("pay", id) ? payouts.find(id).orElse(null) : null;
        if (payout == null || !caller.isCustomer(payout.aggregate().customerId())) {
            throw ProblemException.notFound();
        }
        var account =
                new Account(
                        body.channel(),
                        new AccountNumber(body.account()),
                        body.holderName(),
                        body.bankName());
        return keepAccount
                .keep(id, account)
                .orElseThrow(
                        () -> ProblemException.actionNotAllowed(payout.aggregate().state().word()));
    }
}
