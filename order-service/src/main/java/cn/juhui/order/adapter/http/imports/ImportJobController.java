package cn.juhui.order.adapter.http.imports;

import cn.juhui.platform.security.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/imports/{importId}`: how a long import stands, of orders or of usage.
@RestController
final class ImportJobController {

    private final ImportRequests requests;

    ImportJobController(ImportRequests requests) {
        this.requests = requests;
    }

    @GetMapping(ImportRequests.JOBS + "{importId}")
    ResponseEntity<ImportViews.JobView> job(@PathVariable String importId, Caller caller) {
        return requests.read(importId, caller);
    }
}
