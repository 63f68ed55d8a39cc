package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.ReplacementAccountNamed;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.RulingProposed;
import cn.juhui.contracts.refund.RulingReturned;
import cn.juhui.platform.journal.HistoryEntry;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.domain.Refund;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a reader of a case's history is not told. A merchant owes the money and learns that it was paid; to whose account is between the customer
/// and the platform. Neither side learns of a ruling that was proposed and not confirmed: nothing was decided by it.
///
/// @param members what is left out, by event type
/// @param hidden the entries that are not told at all
record Discretion(Map<String, Set<String>> members, Set<Long> hidden) {

    private static final Map<String, Set<String>> TOWARDS_MERCHANTS =
            Map.of(
                    ReplacementAccountNamed.TYPE,
                    Set.of("channel", "maskedAccount", "accountRef", "evidenceIds"),
                    ReplacementAccountVerified.TYPE,
                    Set.of("text", "accountRef"),
                    RefundCompleted.TYPE,
                    Set.of("maskedAccount"));

    /// @param history of the case, all of it
    static Discretion towards(Caller caller, Refund refund, List<HistoryEntry> history) {
        var merchant = Sides.of(caller, refund).equals(List.of(Role.MERCHANT));
        return new Discretion(
                merchant ? TOWARDS_MERCHANTS : Map.of(),
                Sides.isOne(caller, refund) ? unconfirmed(history) : Set.of());
    }

    /// Rulings that were proposed and came to nothing, or wait to be confirmed.
    private static Set<Long> unconfirmed(List<HistoryEntry> history) {
        var hidden = new HashSet<Long>();
        var proposed = new HashSet<Long>();
        for (var entry : history) {
            switch (entry.type()) {
                case RulingProposed.TYPE -> proposed.add(entry.seq());
                case RefundRuled.TYPE -> proposed.clear();
                case RulingReturned.TYPE -> {
                    hidden.add(entry.seq());
                    hidden.addAll(proposed);
                    proposed.clear();
                }
                default -> {}
            }
        }
        hidden.addAll(proposed);
        return Set.copyOf(hidden);
    }

    /// Whether this entry is not told at all.
    boolean hides(long seq) {
        return hidden.contains(seq);
    }

    boolean withholds(String type) {
        return members.containsKey(type);
    }

    /// Whether something of this entry is left out.
    boolean withholds(HistoryEntry entry) {
        return hides(entry.seq())
                || members.getOrDefault(entry.type(), Set.of()).stream()
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
