package cn.juhui.refund.application;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.order.RefundHeld;
import cn.juhui.contracts.order.RefundHoldDeclined;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the order what became of a case that it was told of and hasn't answered. What it says is recorded as if its event had come (which, when it
/// comes, is nothing new); as long as it says nothing, the case is shown as overdue, and the order is asked again, at growing intervals.
///
/// @param aside where it is asked: an order-service that is slow to answer must not hold up other cases' deadlines
public record LookAfterHold(Cases cases, Holds holds, Executor aside) {

    private static final Logger LOG = LoggerFactory.getLogger(LookAfterHold.class);
    private static final String SERVICE = "refund-service";

    void begin(String refundId, String orderId) {
        aside.execute(() -> look(refundId, orderId));
    }

    private void look(String refundId, String orderId) {
        try {
            var fact = answer(refundId, orderId).map(LookAfterHold::fact).orElse(null);
            if (fact == null || !isRecorded(refundId, fact)) {
                var unused = cases.tell(refundId, new Command.PassDeadline(), Cause.clock(SERVICE));
            }
        } catch (RuntimeException e) {
            LOG.error("The hold of {} could not be looked after; it is tried again", refundId, e);
        }
    }

    private Optional<OrderEvent> answer(String refundId, String orderId) {
        try {
            return holds.answer(orderId, refundId);
        } catch (ServiceDownException e) {
            LOG.warn("order-service can't be asked for the hold of {}", refundId, e);
            return Optional.empty();
        }
    }

    private boolean isRecorded(String refundId, Command fact) {
        return switch (cases.tell(refundId, fact, Cause.clock(SERVICE))) {
            case Handled.Changed<Refund, Refusal> _, Handled.Unchanged<Refund, Refusal> _ -> true;
            case Handled.Refused<Refund, Refusal>(_, var refusal) -> {
                LOG.error("{} refuses {}: {}", refundId, fact, refusal);
                yield false;
            }
            case Handled.Stale<Refund, Refusal> _, Handled.NotFound<Refund, Refusal> _ -> false;
        };
    }

    /// Null for what is no answer to an application.
    private static @Nullable Command fact(OrderEvent event) {
        return switch (event) {
            case RefundHeld e -> RecordHold.command(e);
            case RefundHoldDeclined e -> new Command.RecordHoldDeclined(e.rules());
            default -> null;
        };
    }
}
