package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.domain.Refund;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Tells a case's history in the caller's language: one sentence per event, `history.<event type>` in the bundles.
@Component
public final class Histories {

    private final Journal<Refund, RefundEvent> refunds;
    private final EventTexts events;

    Histories(Journal<Refund, RefundEvent> refunds, Texts texts) {
        this.refunds = refunds;
        this.events = new EventTexts(texts);
    }

    public HistoryView of(Stored<Refund> refund, Caller caller) {
        var history = refunds.history(refund.id());
        var discretion = Redaction.towards(caller, refund.aggregate(), history);
        return new HistoryView(
                history.stream()
                        .filter(entry -> !discretion.hides(entry.seq()))
                        .map(entry -> entry(entry, discretion))
                        .toList());
    }

    private HistoryView.Entry entry(HistoryEntry entry, Redaction discretion) {
        return new HistoryView.Entry(
                entry.seq(),
                entry.type(),
                entry.at(),
                discretion.named(entry.actor()),
                text(entry, discretion),
                discretion.shown(entry));
    }

    public String text(HistoryEntry entry, Redaction discretion) {
        var type = Objects.requireNonNull(EventTypes.all().get(entry.type()), entry.type());
        return StateMapper.fromTree(discretion.withoutPieces(entry), type)
                        instanceof RefundEvent event
                ? text(event, discretion)
                : entry.type();
    }

    public String text(RefundEvent event, Redaction discretion) {
        if (discretion.withholds(event.type())) {
            var open = events.withoutAccount(event);
            if (open != null) {
                return open;
            }
        }
        return text(event);
    }

    public String text(RefundEvent event) {
        return events.of(event);
    }
}
