package cn.juhui.standalone.process;

import cn.juhui.contracts.money.Book;
import cn.juhui.order.domain.Books;
import cn.juhui.payout.application.books.CompareBooks;
import cn.juhui.payout.application.books.Finding;
import cn.juhui.payout.application.books.Findings;
import cn.juhui.payout.application.books.ForeignBooks;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.books.Difference;
import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.refund.domain.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// payout-service's running check of the books, over a house. Every turn looks at every payout and remembers nothing.
record Comparing(House house) implements ForeignBooks, Findings {

    void compare(WorkingCalendar calendar) {
        new CompareBooks(
                        house.payouts,
                        (_, _, _) -> payouts(),
                        this,
                        house.channel,
                        this,
                        house.clock,
                        calendar,
                        Duration.ZERO,
                        Integer.MAX_VALUE)
                .compare();
    }

    private List<Position> payouts() {
        return house.refundIds.stream()
                .map(Payout::idFor)
                .flatMap(id -> house.payouts.find(id).stream())
                .map(stored -> new Position(stored.updatedAt(), stored.id()))
                .toList();
    }

    @Override
    public Book ofRefund(String refundId) {
        return Standing.book(house.refunds.find(refundId).orElseThrow().aggregate());
    }

    @Override
    public Book ofOrder(String orderId, String refundId) {
        return Books.of(house.orders.find(orderId).orElseThrow().aggregate(), refundId);
    }

    @Override
    public Optional<Position> turn() {
        return Optional.of(Position.START);
    }

    @Override
    public void lookedAt(Position position) {}

    @Override
    public Optional<Finding> find(String payoutId) {
        return Optional.empty();
    }

    @Override
    public void put(Finding finding) {}

    @Override
    public void unsure(String payoutId) {}

    @Override
    public void sure(String payoutId) {}

    @Override
    public List<String> again(int limit) {
        return List.of();
    }

    @Override
    public List<Finding> list(boolean open, @Nullable Position after, int limit) {
        return List.of();
    }

    @Override
    public Map<Difference, Long> open() {
        return Map.of();
    }

    @Override
    public long waiting() {
        return 0;
    }
}
