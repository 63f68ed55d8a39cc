package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.LossRecorded;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.ReplacementAccountNamed;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.RulingProposed;
import cn.juhui.contracts.refund.RulingReturned;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.journal.history.StaffNames;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.domain.Refund;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a reader of a case is not told. Which of a merchant's or of the platform's people did something is known to their own house and to the platform. A merchant owes the money and learns that it was paid; to whose account is between the customer
/// and the platform. Neither side learns of a ruling that was proposed and not confirmed: nothing was decided by it. What was paid too often is for the platform to see to.
///
/// @param members what is left out, by event type
/// @param hidden the entries that are not told at all
/// @param sight which evidence is told of
/// @param reader as what they read
public record Redaction(
        Map<String, Set<String>> members, Set<Long> hidden, EvidenceSight sight, Role reader) {

    /// Who is told of accounts, masked.
    static final Set<Role> ACCOUNT_READERS = Set.of(Role.CUSTOMER, Role.AGENT, Role.OPERATOR);

    private static final Map<String, Set<String>> TOWARDS_OTHERS =
            Map.of(
                    ReplacementAccountNamed.TYPE,
                    Set.of("channel", "maskedAccount", "accountRef", "evidenceIds"),
                    ReplacementAccountVerified.TYPE,
                    Set.of("text", "accountRef"),
                    RefundCompleted.TYPE,
                    Set.of("maskedAccount"));

    /// @param history of the case, all of it
    public static Redaction towards(Caller caller, Refund refund, List<HistoryEntry> history) {
        var told = Sides.reading(caller, refund).stream().anyMatch(ACCOUNT_READERS::contains);
        return new Redaction(
                told ? Map.of() : TOWARDS_OTHERS,
                Sides.isOne(caller, refund) ? forPlatformOnly(history) : Set.of(),
                EvidenceSight.of(caller, refund, () -> history),
                Sides.reader(caller, refund));
    }

    /// Rulings that were proposed and came to nothing, or wait to be confirmed; and what was paid too often.
    private static Set<Long> forPlatformOnly(List<HistoryEntry> history) {
        var hidden = new HashSet<Long>();
        var proposed = new HashSet<Long>();
        for (var entry : history) {
            switch (entry.type()) {
                case LossRecorded.TYPE -> hidden.add(entry.seq());
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
    public boolean hides(long seq) {
        return hidden.contains(seq);
    }

    public boolean withholds(String type) {
        return members.containsKey(type);
    }

    /// Whether something of this entry is left out.
    public boolean withholds(HistoryEntry entry) {
        return hides(entry.seq())
                || sight.narrows(entry.data())
                || members.getOrDefault(entry.type(), Set.of()).stream()
                        .anyMatch(entry.data()::containsKey);
    }

    /// Whether the reader is told of everybody whom this entry names.
    public boolean namesAll(HistoryEntry entry) {
        return StaffNames.in(entry).stream().allMatch(named -> named(named).equals(named));
    }

    /// Who it was, as far as it is told.
    public Actor named(Actor actor) {
        return actor.towards(reader);
    }

    /// The entry's data as far as it is told.
    public Map<String, Object> shown(HistoryEntry entry) {
        return StaffNames.renamed(told(entry), this::named);
    }

    private Map<String, Object> told(HistoryEntry entry) {
        if (!withholds(entry)) {
            return entry.data();
        }
        var shown = new LinkedHashMap<>(withoutPieces(entry));
        members.getOrDefault(entry.type(), Set.of()).forEach(shown::remove);
        return shown;
    }

    /// The entry's data without the pieces of evidence that aren't told of: what its sentence is made of.
    Map<String, Object> withoutPieces(HistoryEntry entry) {
        if (!sight.narrows(entry.data())) {
            return entry.data();
        }
        var data = new LinkedHashMap<>(entry.data());
        data.computeIfPresent(
                EvidenceSight.MEMBER,
                (_, ids) ->
                        ((List<?>) ids)
                                .stream().filter(id -> sight.shows(String.valueOf(id))).toList());
        return data;
    }
}
