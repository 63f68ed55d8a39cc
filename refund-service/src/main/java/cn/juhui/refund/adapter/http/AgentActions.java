package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.RequestContext;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.application.ConfirmRuling;
import cn.juhui.refund.application.RuleOnRefund;
import cn.juhui.refund.application.TakeCase;
import cn.juhui.refund.application.VerifyReplacementAccount;
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

    private final Desk desk;
    private final TakeCase takeCase;
    private final RuleOnRefund ruleOnRefund;
    private final ConfirmRuling confirmRuling;
    private final VerifyReplacementAccount verifyReplacementAccount;

    AgentActions(
            Desk desk,
            TakeCase takeCase,
            RuleOnRefund ruleOnRefund,
            ConfirmRuling confirmRuling,
            VerifyReplacementAccount verifyReplacementAccount) {
        this.desk = desk;
        this.takeCase = takeCase;
        this.ruleOnRefund = ruleOnRefund;
        this.confirmRuling = confirmRuling;
        this.verifyReplacementAccount = verifyReplacementAccount;
    }

    @PostMapping("/take")
    ResponseEntity<RefundView> take(
            @PathVariable String id, Caller caller, RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.AGENT);
        return desk.answer(takeCase.take(id, cause), caller, request);
    }

    @PostMapping("/replacement-account/verification")
    ResponseEntity<RefundView> verify(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Verification body,
            Caller caller,
            RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.AGENT);
        var accept = body.decision() == RefundBodies.Verification.Word.ACCEPT;
        return desk.answer(
                verifyReplacementAccount.verify(
                        id, new Command.VerifyAccount(accept, body.text()), cause),
                caller,
                request);
    }

    @PostMapping("/ruling/confirmation")
    ResponseEntity<RefundView> confirm(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.Verification body,
            Caller caller,
            RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.AGENT);
        var accept = body.decision() == RefundBodies.Verification.Word.ACCEPT;
        return desk.answer(
                confirmRuling.confirm(id, new Command.ConfirmRuling(accept, body.text()), cause),
                caller,
                request);
    }

    @PostMapping("/ruling")
    ResponseEntity<RefundView> rule(
            @PathVariable String id,
            @Valid @RequestBody RefundBodies.RulingBody body,
            Caller caller,
            RequestContext request) {
        var cause = desk.cause(id, caller, request, Role.AGENT);
        return desk.answer(
                ruleOnRefund.rule(
                        id,
                        new Command.Rule(
                                body.decision(),
                                body.ratio(),
                                body.amount(),
                                body.rule(),
                                body.text(),
                                body.costBearer()),
                        cause),
                caller,
                request);
    }
}
