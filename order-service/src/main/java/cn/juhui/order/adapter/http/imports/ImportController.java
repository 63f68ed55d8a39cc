package cn.juhui.order.adapter.http.imports;

import cn.juhui.contracts.Role;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.application.imports.ImportJob;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// `POST /v1/orders/imports`: a storefront's export as CSV, a row per item. Safe to send again: what is there already is said
/// to be there. A long one is a job.
@RestController
@RequestMapping("/v1/orders/imports")
final class ImportController {

    private final ImportRequests requests;
    private final ImportViews views;

    ImportController(ImportRequests requests, ImportViews views) {
        this.requests = requests;
        this.views = views;
    }

    @PostMapping(consumes = "text/csv")
    ResponseEntity<Object> text(
            @RequestBody(required = false) byte @Nullable [] csv,
            Caller caller,
            RequestContext context) {
        return answer(csv, caller, context);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Object> form(
            @RequestParam MultipartFile file, Caller caller, RequestContext context)
            throws IOException {
        return answer(file.getBytes(), caller, context);
    }

    private ResponseEntity<Object> answer(
            byte @Nullable [] csv, Caller caller, RequestContext context) {
        OrderAccess.require(caller, Role.STOREFRONT);
        return requests.answer(ImportJob.Kind.ORDERS, csv, caller, context, views::orders);
    }
}
