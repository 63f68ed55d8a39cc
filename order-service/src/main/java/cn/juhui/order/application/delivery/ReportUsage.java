package cn.juhui.order.application.delivery;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand;
import cn.juhui.order.domain.OrderMachine;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.order.domain.purchase.Purchase;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Loaded;
import cn.juhui.platform.kernel.Decision;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody tells that a card was spent from. What a merchant tells of a card that a refund has frozen is kept as a claim.
public record ReportUsage(Clock clock) {

    /// @param remaining what is left
    /// @param at when it is said to have happened; null for now
    /// @param text the teller's words; null when they gave none
    /// @param proof a reference that the teller gives; null when they gave none
    public record Report(
            String cardId,
            Money remaining,
            @Nullable Instant at,
            @Nullable String text,
            @Nullable String proof) {}

    public Handled<Order, OrderRefusal> report(
            Loaded<Order, OrderEvent> order, Report report, Cause cause) {
        var now = clock.instant();
        var at = report.at();
        if (at != null && Purchase.isAhead(at, now)) {
            return order.handle(cause, _ -> Decision.refused(OrderRefusal.IN_THE_FUTURE));
        }
        var told = ToldFact.by(cause.actor(), now, at, report.proof());
        var command =
                new OrderCommand.ReportUsage(
                        report.cardId(), report.remaining(), report.text(), told);
        return order.handle(cause, stored -> OrderMachine.decide(stored.aggregate(), command));
    }

    /// Whether what this teller says of the card was kept as a claim only.
    public static boolean isClaim(Order order, String cardId, Role teller) {
        return !ToldFact.source(teller).isNeutral()
                && order.card(cardId).filter(c -> !c.isFree()).isPresent();
    }
}
