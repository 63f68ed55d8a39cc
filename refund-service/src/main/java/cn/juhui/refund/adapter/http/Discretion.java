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
import java.util.stream.Collectors;

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

    /// The pieces of evidence that what is left out rests on.
    Set<String> pieces(List<HistoryEntry> history) {
        return history.stream()
                .filter(entry ->
                        members.getOrDefault(entry.type(), Set.of()).contains("evidenceIds"))
                .map(entry -> entry.data().get("evidenceIds"))
                .filter(List.class::isInstance)
                .flatMap(ids -> ((List<?>) ids).stream())
                .map(String::valueOf)
                .collect(Collectors.toUnmodifiableSet());
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
