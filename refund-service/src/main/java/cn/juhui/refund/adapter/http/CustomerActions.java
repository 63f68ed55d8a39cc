package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.view.RefundView;
import cn.juhui.refund.application.NameReplacementAccount;
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

    private final CommandRequests requests;
    private final NameReplacementAccount nameReplacementAccount;

    CustomerActions(CommandRequests requests, NameReplacementAccount nameReplacementAccount) {
        this.requests = requests;
        this.nameReplacementAccount = nameReplacementAccount;
    }

    @PostMapping("/withdraw")
    ResponseEntity<RefundView> withdraw(
            @PathVariable String id, Caller caller, RequestContext request) {
        return requests.handle(id, caller, request, Role.CUSTOMER, new Command.Withdraw());
    }

    @PostMapping("/urge")
    ResponseEntity<RefundView> urge(
            @PathVariable String id, Caller caller, RequestContext request) {
        return requests.handle(id, caller, request, Role.CUSTOMER, new Command.Urge());
    }

    @PostMapping("/offer/accept")
    ResponseEntity<RefundView> acceptOffer(
            @PathVariable String id, Caller caller, RequestContext request) {
        return requests.handle(id, caller, request, Role.CUSTOMER, new Command.AcceptOffer());
    }

    @PostMapping("/offer/decline")
    ResponseEntity<RefundView> declineOffer(
            @PathVariable String id, Caller caller, RequestContext request) {
        return requests.handle(id, caller, request, Role.CUSTOMER, new Command.DeclineOffer());
    }

    @PostMapping("/appeal")
    ResponseEntity<RefundView> appeal(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Statement body,
            Caller caller,
            RequestContext request) {
        return requests.handle(
                id,
                caller,
                request,
                Role.CUSTOMER,
                new Command.Appeal(body.statement(), RefundBodies.each(body.evidenceIds())));
    }

    @PostMapping("/intervention")
    ResponseEntity<RefundView> requestIntervention(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Statement body,
            Caller caller,
            RequestContext request) {
        return requests.handle(
                id,
                caller,
                request,
                Role.CUSTOMER,
                new Command.RequestIntervention(
                        body.statement(), RefundBodies.each(body.evidenceIds())));
    }

    @PostMapping("/replacement-account")
    ResponseEntity<RefundView> nameReplacementAccount(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.NewAccount body,
            Caller caller,
            RequestContext request) {
        return requests.handle(
                id,
                caller,
                request,
                Role.CUSTOMER,
                (loaded, cause) ->
                        nameReplacementAccount.name(
                                loaded,
                                body.details(),
                                RefundBodies.each(body.evidenceIds()),
                                cause));
    }
}
