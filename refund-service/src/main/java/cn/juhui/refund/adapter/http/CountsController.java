package cn.juhui.refund.adapter.http;

import cn.juhui.platform.security.Caller;
import cn.juhui.refund.application.RefundQueries;
import cn.juhui.refund.domain.state.Status;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// How many cases wait in which state: the numbers on the tabs of a queue, for the same filters as the list.
@RestController
class CountsController {

    /// Where counting ends, so that a number costs at most as many index entries, however many cases there are.
    static final int UP_TO = 10_000;

    private final RefundQueries refunds;

    CountsController(RefundQueries refunds) {
        this.refunds = refunds;
    }

    /// @param byStatus every status that was asked for; 0 where there is no case
    /// @param overdue cases in which somebody let a deadline pass and is still waited for
    /// @param upTo a number that reaches it means that many or more
    record CountsView(Map<Status, Long> byStatus, long total, long overdue, int upTo) {}

    @GetMapping("/v1/refunds/counts")
    CountsView counts(CaseQuery query, Caller caller) {
        var filter = CaseFilters.filter(query, caller);
        var counts = refunds.counts(CaseFilters.sight(caller), filter, UP_TO);
        var total = counts.byStatus().values().stream().mapToLong(Long::longValue).sum();
        return new CountsView(counts.byStatus(), total, counts.overdue(), UP_TO);
    }
}
