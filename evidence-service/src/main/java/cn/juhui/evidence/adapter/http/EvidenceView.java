package cn.juhui.evidence.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.ScanState;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.legibility.Legibility;
import cn.juhui.evidence.domain.similarity.Duplicate;
import cn.juhui.platform.journal.Stored;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of evidence as its viewers see it. `sha256`, `bytes` and `mediaType` are those of the file as it was sent.
record EvidenceView(
        String id,
        String orderId,
        EvidenceKind kind,
        String mediaType,
        long bytes,
        String sha256,
        int width,
        int height,
        LegibilityView legibility,
        Role uploadedBy,
        Instant uploadedAt,
        List<String> refundIds,
        ScanView scan,
        @Nullable List<Duplicate> duplicates,
        long version) {

    /// @param hint how to do better, in the caller's language; null for a clear picture
    record LegibilityView(
            Legibility.Verdict verdict,
            int score,
            List<Legibility.Reason> reasons,
            @Nullable String hint) {}

    /// @param hint see [LegibilityView#hint()]
    /// What the malware scanner says; not what it found.
    record ScanView(ScanState state) {}

    /// @param duplicates null for who may not know of other people's evidence
    static EvidenceView of(
            Stored<Evidence> stored, @Nullable String hint, @Nullable List<Duplicate> duplicates) {
        var evidence = stored.aggregate();
        var file = evidence.original();
        var legibility = evidence.legibility();
        return new EvidenceView(
                evidence.id(),
                evidence.orderId(),
                evidence.kind(),
                file.format().mediaType(),
                file.bytes(),
                file.sha256(),
                file.width(),
                file.height(),
                new LegibilityView(
                        legibility.verdict(), legibility.score(), legibility.reasons(), hint),
                evidence.uploadedBy().role(),
                evidence.uploadedAt(),
                evidence.refundIds(),
                new ScanView(evidence.scan().state()),
                duplicates,
                stored.version());
    }
}
