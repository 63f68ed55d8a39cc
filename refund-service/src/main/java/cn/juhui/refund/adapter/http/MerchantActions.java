package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.RequestContext;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.application.ApproveRefund;
import cn.juhui.refund.application.OfferAmount;
import cn.juhui.refund.application.RejectRefund;
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

    private final Desk desk;
    private final ApproveRefund approveRefund;
    private final RejectRefund rejectRefund;
    private final OfferAmount offerAmount;

    MerchantActions(
            Desk desk,
            ApproveRefund approveRefund,
            RejectRefund rejectRefund,
            OfferAmount offerAmount) {
        this.desk = desk;
        this.approveRefund = approveRefund;
        this.rejectRefund = rejectRefund;
        this.offerAmount = offerAmount;
    }

    @PostMapping("/approve")
    ResponseEntity<RefundView> approve(
            @PathVariable String id,
            @Valid @RequestBody(required = false) RefundBodies.@Nullable Approval body,
            Caller caller,
            RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.MERCHANT);
        return desk.answer(
                approveRefund.approve(id, body == null ? null : body.amount(), cause),
                caller,
                request);
    }

    @PostMapping("/reject")
    ResponseEntity<RefundView> reject(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Rejection body,
            Caller caller,
            RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.MERCHANT);
        return desk.answer(
                rejectRefund.reject(id, new Command.Reject(body.code(), body.text()), cause),
                caller,
                request);
    }

    @PostMapping("/offer")
    ResponseEntity<RefundView> offer(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Offer body,
            Caller caller,
            RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.MERCHANT);
        return desk.answer(
                offerAmount.offer(id, new Command.Offer(body.amount(), body.text()), cause),
                caller,
                request);
    }
}
