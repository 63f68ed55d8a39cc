package cn.juhui.refund.application;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Quote;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// All refund cases: every use case tells one of them something, at the time of the business clock.
public record Cases(
        Journal<Refund, RefundEvent> journal, EvidenceFiles evidenceFiles, Clock clock) {

    Optional<Stored<Refund>> find(String refundId) {
        return journal.find(refundId);
    }

    Handled<Refund, Refusal> tell(String refundId, Command command, Cause cause) {
        return journal.handle(refundId, cause, stored -> decide(stored, command, cause));
    }

    /// The same for a command that brings evidence: it must be known evidence of the case's order.
    Handled<Refund, Refusal> tell(
            String refundId, Command command, List<String> evidenceIds, Cause cause) {
        var stored = journal.find(refundId).orElse(null);
        if (stored != null && decide(stored, command, cause) instanceof Decision.Accepted) {
            var unknown = unknown(evidenceIds, stored.aggregate().application().orderId());
            if (!unknown.isEmpty()) {
                return new Handled.Refused<>(stored, new Refusal.EvidenceUnknown(unknown));
            }
        }
        return tell(refundId, command, cause);
    }

    private Decision<Refund, RefundEvent, Refusal> decide(
            Stored<Refund> stored, Command command, Cause cause) {
        return stored.aggregate().decide(command, cause.actor(), clock.instant());
    }

    private List<String> unknown(List<String> ids, String orderId) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var known =
                evidenceFiles.find(ids).stream()
                        .filter(e -> e.orderId().equals(orderId))
                        .map(Quote.Evidence::id)
                        .collect(Collectors.toSet());
        return ids.stream().filter(id -> !known.contains(id)).toList();
    }
}
