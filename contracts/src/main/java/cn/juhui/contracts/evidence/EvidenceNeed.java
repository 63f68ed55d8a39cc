package cn.juhui.contracts.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evidence that an application needs.
///
/// @param kind the kind that proves it best
/// @param min how many pieces, 1 or more
/// @param anyOf every kind that counts, `kind` among them; null when only `kind` does
public record EvidenceNeed(EvidenceKind kind, int min, @Nullable List<EvidenceKind> anyOf) {

    public EvidenceNeed {
        anyOf = anyOf == null ? null : List.copyOf(anyOf);
    }

    /// Of one kind only.
    public EvidenceNeed(EvidenceKind kind, int min) {
        this(kind, min, null);
    }

    /// The kinds that count.
    public List<EvidenceKind> kinds() {
        return anyOf == null ? List.of(kind) : anyOf;
    }
}
