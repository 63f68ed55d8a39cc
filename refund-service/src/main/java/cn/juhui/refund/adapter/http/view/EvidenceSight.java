package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.contracts.refund.ReplacementAccountNamed;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.domain.Refund;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which evidence of a case its reader is told of. Every view of a case asks here, and nowhere else: the case itself, lists, the history,
/// the dossier with its pages, files and messages. The rule is [EvidenceUse#isFor], which evidence-service applies to the pictures
/// themselves.
///
/// @param withheld the pieces that the reader isn't told of
public record EvidenceSight(Set<String> withheld) {

    /// The member of events and of stored data that names pieces of evidence.
    static final String MEMBER = "evidenceIds";

    private static final EvidenceSight ALL = new EvidenceSight(Set.of());

    /// @param history of the case, all of it; asked for only where the case itself doesn't say what its evidence is
    static EvidenceSight of(Caller caller, Refund refund, Supplier<List<HistoryEntry>> history) {
        var roles = Sides.reading(caller, refund);
        if (roles.stream().anyMatch(EvidenceUse.ACCOUNT_PROOF::isFor)) {
            return ALL;
        }
        return roles.stream().anyMatch(EvidenceUse.CASE::isFor)
                ? new EvidenceSight(accountProofs(refund, history))
                : new EvidenceSight(Set.copyOf(refund.evidenceIds()));
    }

    private static Set<String> accountProofs(Refund refund, Supplier<List<HistoryEntry>> history) {
        var kept = refund.accountProofs();
        return kept == null
                ? history.get().stream()
                        .filter(entry -> entry.type().equals(ReplacementAccountNamed.TYPE))
                        .flatMap(entry -> pieces(entry.data()))
                        .collect(Collectors.toUnmodifiableSet())
                : Set.copyOf(kept);
    }

    /// The pieces that an event's data name.
    private static Stream<String> pieces(Map<String, Object> data) {
        return data.get(MEMBER) instanceof List<?> ids
                ? ids.stream().map(String::valueOf)
                : Stream.of();
    }

    public boolean shows(String evidenceId) {
        return !withheld.contains(evidenceId);
    }

    public List<String> shown(Collection<String> evidenceIds) {
        return evidenceIds.stream().filter(this::shows).toList();
    }

    /// Whether the data of an event name something that the reader isn't told of.
    boolean narrows(Map<String, Object> data) {
        return pieces(data).anyMatch(withheld::contains);
    }
}
