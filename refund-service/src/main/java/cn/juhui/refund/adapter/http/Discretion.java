package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.ReplacementAccountNamed;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.platform.journal.HistoryEntry;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.domain.Refund;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a reader of a case's history is not told. A merchant owes the money and learns that it was paid; to whose account is between the customer
/// and the platform.
///
/// @param members what is left out, by event type
record Discretion(Map<String, Set<String>> members) {

    private static final Discretion NONE = new Discretion(Map.of());

    private static final Discretion TOWARDS_MERCHANTS =
            new Discretion(
                    Map.of(
                            ReplacementAccountNamed.TYPE,
                            Set.of("channel", "maskedAccount", "accountRef", "evidenceIds"),
                            ReplacementAccountVerified.TYPE,
                            Set.of("text", "accountRef"),
                            RefundCompleted.TYPE,
                            Set.of("maskedAccount")));

    static Discretion towards(Caller caller, Refund refund) {
        return Sides.of(caller, refund).equals(List.of(Role.MERCHANT)) ? TOWARDS_MERCHANTS : NONE;
    }

    boolean withholds(String type) {
        return members.containsKey(type);
    }

    /// Whether something of this entry is left out.
    boolean withholds(HistoryEntry entry) {
        return members.getOrDefault(entry.type(), Set.of()).stream()
                .anyMatch(entry.data()::containsKey);
    }

    /// The entry's data as far as it is told.
    Map<String, Object> shown(HistoryEntry entry) {
        if (!withholds(entry)) {
            return entry.data();
        }
        var shown = new LinkedHashMap<>(entry.data());
        members.getOrDefault(entry.type(), Set.of()).forEach(shown::remove);
        return shown;
    }
}
