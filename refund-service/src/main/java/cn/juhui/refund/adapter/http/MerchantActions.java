package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.view.RefundView;
import cn.juhui.refund.domain.Command;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a merchant can do with a case, while it is in their hands.
@RestController
@RequestMapping("/v1/refunds/{id}")
class MerchantActions {

    private final CommandRequests requests;

    MerchantActions(CommandRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/approve")
    ResponseEntity<RefundView> approve(
            @PathVariable String id,
            @Valid @RequestBody(required = false) RefundBodies.@Nullable Approval body,
            Caller caller,
            RequestContext request) {
        return requests.handle(
                id,
                caller,
                request,
                Role.MERCHANT,
                new Command.Approve(body == null ? null : body.amount()));
    }

    @PostMapping("/reject")
    ResponseEntity<RefundView> reject(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Rejection body,
            Caller caller,
            RequestContext request) {
        return requests.handle(
                id, caller, request, Role.MERCHANT, new Command.Reject(body.code(), body.text()));
    }

    @PostMapping("/offer")
    ResponseEntity<RefundView> offer(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Offer body,
            Caller caller,
            RequestContext request) {
        return requests.handle(
                id, caller, request, Role.MERCHANT, new Command.Offer(body.amount(), body.text()));
    }
}
