package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundRuled;
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
import org.jspecify.annotations.Nullable;

/// What a reader of a case is not told. Which of a merchant's or of the platform's people did something is known to their own house and to the platform. What of an event each side is told is said by [ToldMembers]. Neither side learns of a ruling that was proposed and not confirmed: nothing was decided by it.
///
/// @param told which members of events; null for the platform's people, who are told all of them
/// @param hidden the entries that are not told at all
/// @param sight which evidence is told of
/// @param reader as what they read
public record Redaction(
        @Nullable ToldMembers told, Set<Long> hidden, EvidenceSight sight, Role reader) {

    /// Who is told of accounts, masked.
    static final Set<Role> ACCOUNT_READERS = Set.of(Role.CUSTOMER, Role.AGENT, Role.OPERATOR);

    /// @param history of the case, all of it
    public static Redaction towards(Caller caller, Refund refund, List<HistoryEntry> history) {
        var told = told(Sides.reading(caller, refund));
        return new Redaction(
                told,
                told == null ? Set.of() : hiddenFrom(told, history),
                EvidenceSight.of(caller, refund, () -> history),
                Sides.reader(caller, refund));
    }

    private static @Nullable ToldMembers told(List<Role> readers) {
        if (readers.contains(Role.AGENT) || readers.contains(Role.OPERATOR)) {
            return null;
        }
        return readers.contains(Role.CUSTOMER) ? ToldMembers.CUSTOMERS : ToldMembers.MERCHANTS;
    }

    /// What this side hears nothing of; and rulings that were proposed and came to nothing, or wait to be confirmed.
    private static Set<Long> hiddenFrom(ToldMembers side, List<HistoryEntry> history) {
        var hidden = new HashSet<Long>();
        var proposed = new HashSet<Long>();
        for (var entry : history) {
            if (!side.hearOf(entry.type())) {
                hidden.add(entry.seq());
            }
            switch (entry.type()) {
                case RulingProposed.TYPE -> proposed.add(entry.seq());
                case RefundRuled.TYPE -> proposed.clear();
                case RulingReturned.TYPE -> {
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
        return told != null && told.lacks(type);
    }

    /// Whether something of this entry is left out.
    public boolean withholds(HistoryEntry entry) {
        return hides(entry.seq())
                || sight.narrows(entry.data())
                || (told != null && !told.of(entry.type()).containsAll(entry.data().keySet()));
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
        return StaffNames.renamed(toldOf(entry), this::named);
    }

    private Map<String, Object> toldOf(HistoryEntry entry) {
        if (!withholds(entry)) {
            return entry.data();
        }
        var shown = new LinkedHashMap<>(withoutPieces(entry));
        if (told != null) {
            shown.keySet().retainAll(told.of(entry.type()));
        }
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
