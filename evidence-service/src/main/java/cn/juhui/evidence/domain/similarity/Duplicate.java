package cn.juhui.evidence.domain.similarity;

import java.util.List;

/// The same picture among another customer's evidence: no proof of anything, but something that an agent should look at.
///
/// @param evidenceId the other piece
/// @param refundIds the cases it is part of; empty before it is
/// @param distance in how many of 64 bits their hashes differ
/// @param similarity how much of what is written on them is the same, in percent
public record Duplicate(
        String evidenceId,
        String orderId,
        List<String> refundIds,
        Kind kind,
        int distance,
        int similarity) {

    public enum Kind {
        SAME_BYTES,
        /// Encoded anew, scaled, or cut a little.
        SAME_PICTURE
    }
}
