package cn.juhui.evidence.domain;

import java.util.List;

/// Whether people will be able to read a picture, said at upload and not a day later by a reviewer.
///
/// @param score how sharp its sharpest parts are ([Sharpness#detail()]); 0 for a blank one
/// @param reasons why it is `POOR`; empty when it is `CLEAR`
public record Legibility(Verdict verdict, int score, List<Reason> reasons) {

    public enum Verdict {
        CLEAR,
        POOR
    }

    public enum Reason {
        TOO_SMALL,
        BLANK,
        TOO_DARK,
        BLURRED,
        /// Readable with some goodwill: taken in, but a better one would help.
        SOFT
    }

    public Legibility {
        reasons = List.copyOf(reasons);
    }

    static Legibility clear(int score) {
        return new Legibility(Verdict.CLEAR, score, List.of());
    }

    static Legibility poor(int score, Reason reason) {
        return new Legibility(Verdict.POOR, score, List.of(reason));
    }

    /// Nobody could read it: it is not taken in.
    public boolean isUnreadable() {
        return reasons.stream().anyMatch(reason -> reason != Reason.SOFT);
    }
}
