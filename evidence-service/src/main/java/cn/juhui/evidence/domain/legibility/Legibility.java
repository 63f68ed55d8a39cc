package cn.juhui.evidence.domain.legibility;

import java.util.List;
import java.util.Set;

/// Whether people will be able to read a picture, said at upload and not a day later by a reviewer.
///
/// @param score how sharp its sharpest parts are ([Sharpness#detail()], as if it had the full contrast); 0 for a blank one
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
        SOFT,
        /// Writing runs over an edge: taken in, for nobody can tell whether what is missing matters.
        CUT_OFF
    }

    private static final Set<Reason> TAKEN_IN = Set.of(Reason.SOFT, Reason.CUT_OFF);

    public Legibility {
        reasons = List.copyOf(reasons);
    }

    /// Clear when there is no reason why not.
    Legibility(int score, List<Reason> reasons) {
        this(reasons.isEmpty() ? Verdict.CLEAR : Verdict.POOR, score, reasons);
    }

    public static Legibility clear(int score) {
        return new Legibility(score, List.of());
    }

    static Legibility poor(int score, Reason reason) {
        return new Legibility(score, List.of(reason));
    }

    /// Nobody could read it: it is not taken in.
    public boolean isUnreadable() {
        return !TAKEN_IN.containsAll(reasons);
    }
}
