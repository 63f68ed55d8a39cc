package cn.juhui.order.adapter.http.policy;

import cn.juhui.contracts.Role;
import cn.juhui.order.adapter.http.access.InputPatterns;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.adapter.http.access.OrderProblems;
import cn.juhui.order.application.policy.OverrideVersion;
import cn.juhui.order.application.policy.PolicyCatalogue;
import cn.juhui.order.application.policy.SetMerchantOverride;
import cn.juhui.platform.http.audit.Changes;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.request.Answers;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/refund-policies/{category}/merchants/{merchantId}`: what one merchant promises beyond a category's policy. Reading needs no
/// token: customers read it before they buy. Operators and the merchant decide it.
@RestController
@RequestMapping("/v1/refund-policies/{category}/merchants/{merchantId}")
final class OverrideController {

    private final PolicyCatalogue book;
    private final SetMerchantOverride setOverride;
    private final PolicyViews views;

    OverrideController(PolicyCatalogue book, SetMerchantOverride setOverride, PolicyViews views) {
        this.book = book;
        this.setOverride = setOverride;
        this.views = views;
    }

    /// @param version of the promise, 0 before the first one; the policy has its own
    /// @param policy what holds for orders placed with the merchant now
    record OverrideView(
            String category,
            String merchantId,
            int version,
            PolicyView.Promise override,
            PolicyView policy) {}

    @GetMapping
    ResponseEntity<OverrideView> show(
            @PathVariable String category, @PathVariable String merchantId) {
        return answer(book.promised(PolicyController.known(category), known(merchantId)));
    }

    /// A new version; the same content again changes nothing.
    @PutMapping
    ResponseEntity<OverrideView> set(
            @PathVariable String category,
            @PathVariable String merchantId,
            @Valid @RequestBody PolicyView.Promise request,
            Caller caller,
            RequestContext context) {
        var own = caller.isMerchant(merchantId);
        if (!own) {
            OrderAccess.require(caller, Role.OPERATOR);
        }
        var before = book.promised(PolicyController.known(category), known(merchantId)).override();
        var answer =
                setOverride.set(
                        PolicyController.known(category),
                        request.toOverride(known(merchantId)),
                        context.cause(caller.as(own ? Role.MERCHANT : Role.OPERATOR)));
        return switch (answer) {
            case SetMerchantOverride.Answer.Holds(var version) -> {
                Changes.note(
                        PolicyView.Promise.of(before), PolicyView.Promise.of(version.override()));
                yield answer(version);
            }
            case SetMerchantOverride.Answer.Faulty(var faults) -> throw OrderProblems.of(faults);
            case SetMerchantOverride.Answer.Stale(var current) ->
                    throw ProblemException.stale(current);
        };
    }

    private ResponseEntity<OverrideView> answer(OverrideVersion version) {
        var override = version.override();
        var policy = book.current(version.category()).policy().with(override);
        return Answers.ok(
                new OverrideView(
                        version.category(),
                        override.merchantId(),
                        version.version(),
                        PolicyView.Promise.of(override),
                        views.view(policy)),
                version.version());
    }

    private static String known(String merchantId) {
        if (!merchantId.matches(InputPatterns.ID)) {
            throw ProblemException.notFound();
        }
        return merchantId;
    }
}
