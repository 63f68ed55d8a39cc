package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.view.RefundView;
import cn.juhui.refund.domain.Command;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What an agent of the platform can do with a case.
@RestController
@RequestMapping("/v1/refunds/{id}")
class AgentActions {

    private final CommandRequests requests;

    AgentActions(CommandRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/take")
    ResponseEntity<RefundView> take(
            @PathVariable String id, Caller caller, RequestContext request) {
        return requests.handle(id, caller, request, Role.AGENT, new Command.Take());
    }

    @PostMapping("/replacement-account/verification")
    ResponseEntity<RefundView> verify(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Verification body,
            Caller caller,
            RequestContext request) {
        return requests.handle(
                id,
                caller,
                request,
                Role.AGENT,
                new Command.VerifyAccount(body.accepts(), body.text()));
    }

    @PostMapping("/ruling/confirmation")
    ResponseEntity<RefundView> confirm(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Verification body,
            Caller caller,
            RequestContext request) {
        return requests.handle(
                id,
                caller,
                request,
                Role.AGENT,
                new Command.ConfirmRuling(body.accepts(), body.text()));
    }

    @PostMapping("/ruling")
    ResponseEntity<RefundView> rule(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.RulingBody body,
            Caller caller,
            RequestContext request) {
        return requests.handle(
                id,
                caller,
                request,
                Role.AGENT,
                new Command.Rule(
                        body.decision(),
                        body.ratio(),
                        body.amount(),
                        body.rule(),
                        body.text(),
                        body.costBearer()));
    }
}
