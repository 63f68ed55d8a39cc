package cn.juhui.payout.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.money.Money;
import cn.juhui.payout.application.books.Finding;
import cn.juhui.payout.application.books.Findings;
import cn.juhui.payout.application.books.Findings.Position;
import cn.juhui.payout.domain.books.Difference;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/operations/differences`: where the books about the money of a refund differ. For operators only.
@RestController
final class DifferenceController {

    private final Findings findings;

    DifferenceController(Findings findings) {
        this.findings = findings;
    }

    /// @param channel what the channel says to each of the payout's numbers, oldest first
    record Says(BookView channel, BookView payout, BookView refund, BookView order) {}

    /// @param arrived what the customer has, by this side
    record BookView(String state, @Nullable Money owed, @Nullable Money arrived, boolean balanced) {

        static BookView of(Book book) {
            return new BookView(book.state(), book.owed(), book.arrived(), book.balanced());
        }
    }

    record DifferenceView(
            String payoutId,
            String refundId,
            String orderId,
            String merchantId,
            Money amount,
            List<Difference> kinds,
            Says says,
            Instant since,
            Instant lastSeenAt,
            @Nullable Instant closedAt) {}

    /// The oldest first.
    ///
    /// @param open false for those whose books agree again
    @GetMapping("/v1/operations/differences")
    Page<DifferenceView> list(
            @RequestParam(defaultValue = "true") boolean open, PageRequest page, Caller caller) {
        if (!caller.is(Role.OPERATOR)) {
            throw ProblemException.forbidden();
        }
        var found =
                findings.list(
                        open, Cursors.position(page.cursor(), Position::new), page.limit() + 1);
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        var next =
                found.size() == shown.size()
                        ? null
                        : Cursors.encode(shown.getLast().since(), shown.getLast().payoutId());
        return new Page<>(shown.stream().map(DifferenceController::view).toList(), next);
    }

    private static DifferenceView view(Finding f) {
        var says = f.says();
        return new DifferenceView(
                f.payoutId(),
                f.refundId(),
                f.orderId(),
                f.merchantId(),
                f.amount(),
                f.kinds(),
                new Says(
                        BookView.of(says.channel()),
                        BookView.of(says.payout()),
                        BookView.of(says.refund()),
                        BookView.of(says.order())),
                f.since(),
                f.lastSeenAt(),
                f.closedAt());
    }
}
