package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Everything that happened to a case, oldest first.
public record HistoryView(List<Entry> data) {

    /// @param text what happened, in the caller's language
    /// @param data the event's members
    record Entry(
            long seq,
            String type,
            Instant at,
            Actor actor,
            String text,
            Map<String, Object> data) {}
}
