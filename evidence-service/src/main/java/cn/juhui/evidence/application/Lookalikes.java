package cn.juhui.evidence.application;

import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.similarity.Fingerprint;
import java.util.List;

/// Finds pictures that may be the same, by an index.
public interface Lookalikes {

    /// Other customers' evidence with the same bytes, or with one of the keys of its [Fingerprint]. Bounded: of a picture that
    /// is everywhere, not every copy comes back.
    List<Lookalike> of(Evidence evidence);

    record Lookalike(
            String evidenceId,
            String orderId,
            List<String> refundIds,
            String sha256,
            Fingerprint looks) {}
}
