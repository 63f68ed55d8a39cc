package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.RequestContext;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.application.AcceptOffer;
import cn.juhui.refund.application.AppealRejection;
import cn.juhui.refund.application.DeclineOffer;
import cn.juhui.refund.application.NameReplacementAccount;
import cn.juhui.refund.application.RequestIntervention;
import cn.juhui.refund.application.UrgeMerchant;
import cn.juhui.refund.application.WithdrawRefund;
import cn.juhui.refund.domain.Command;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a customer can do with their case.
@RestController
@RequestMapping("/v1/refunds/{id}")
class CustomerActions {

    private final Desk desk;
    private final WithdrawRefund withdrawRefund;
    private final UrgeMerchant urgeMerchant;
    private final AcceptOffer acceptOffer;
    private final DeclineOffer declineOffer;
    private final AppealRejection appealRejection;
    private final RequestIntervention requestIntervention;
    private final NameReplacementAccount nameReplacementAccount;

    CustomerActions(
            Desk desk,
            WithdrawRefund withdrawRefund,
            UrgeMerchant urgeMerchant,
            AcceptOffer acceptOffer,
            DeclineOffer declineOffer,
            AppealRejection appealRejection,
            RequestIntervention requestIntervention,
            NameReplacementAccount nameReplacementAccount) {
        this.desk = desk;
        this.withdrawRefund = withdrawRefund;
        this.urgeMerchant = urgeMerchant;
        this.acceptOffer = acceptOffer;
        this.declineOffer = declineOffer;
        this.appealRejection = appealRejection;
        this.requestIntervention = requestIntervention;
        this.nameReplacementAccount = nameReplacementAccount;
    }

    @PostMapping("/withdraw")
    ResponseEntity<RefundView> withdraw(
            @PathVariable String id, Caller caller, RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.CUSTOMER);
        return desk.answer(withdrawRefund.withdraw(id, cause), caller, request);
    }

    @PostMapping("/urge")
    ResponseEntity<RefundView> urge(
            @PathVariable String id, Caller caller, RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.CUSTOMER);
        return desk.answer(urgeMerchant.urge(id, cause), caller, request);
    }

    @PostMapping("/offer/accept")
    ResponseEntity<RefundView> acceptOffer(
            @PathVariable String id, Caller caller, RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.CUSTOMER);
        return desk.answer(acceptOffer.accept(id, cause), caller, request);
    }

    @PostMapping("/offer/decline")
    ResponseEntity<RefundView> declineOffer(
            @PathVariable String id, Caller caller, RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.CUSTOMER);
        return desk.answer(declineOffer.decline(id, cause), caller, request);
    }

    @PostMapping("/appeal")
    ResponseEntity<RefundView> appeal(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Statement body,
            Caller caller,
            RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.CUSTOMER);
        return desk.answer(
                Desk.asking(() ->
                        appealRejection.appeal(
                                id,
                                new Command.Appeal(
                                        body.statement(), RefundBodies.each(body.evidenceIds())),
                                cause)),
                caller,
                request);
    }

    @PostMapping("/replacement-account")
    ResponseEntity<RefundView> nameReplacementAccount(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.NewAccount body,
            Caller caller,
            RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.CUSTOMER);
        return desk.answer(
                Desk.asking(() ->
                        nameReplacementAccount.name(
                                id, body.details(), RefundBodies.each(body.evidenceIds()), cause)),
                caller,
                request);
    }

    @PostMapping("/intervention")
    ResponseEntity<RefundView> requestIntervention(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Statement body,
            Caller caller,
            RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.CUSTOMER);
        return desk.answer(
                Desk.asking(() ->
                        requestIntervention.request(
                                id,
                                new Command.RequestIntervention(
                                        body.statement(), RefundBodies.each(body.evidenceIds())),
                                cause)),
                caller,
                request);
    }
}
