package cn.juhui.order.adapter.http.imports;

import cn.juhui.contracts.Role;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.application.imports.ImportJob;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v1/orders/usage-imports`: what is left on many cards, as CSV. Each row stands for itself and does what a usage report does: a fact, or
/// about a frozen card and from the merchant a claim. Safe to send again. A long one is a job.
@RestController
@RequestMapping("/v1/orders/usage-imports")
final class UsageImportController {

    private final ImportRequests requests;
    private final ImportViews views;

    UsageImportController(ImportRequests requests, ImportViews views) {
        this.requests = requests;
        this.views = views;
    }

    @PostMapping(consumes = "text/csv")
    ResponseEntity<Object> report(
            @RequestBody(required = false) byte @Nullable [] csv,
            Caller caller,
            RequestContext context) {
        OrderAccess.require(caller, Role.STOREFRONT, Role.MERCHANT);
        return requests.answer(ImportJob.Kind.USAGE, csv, caller, context, views::usage);
    }
}
