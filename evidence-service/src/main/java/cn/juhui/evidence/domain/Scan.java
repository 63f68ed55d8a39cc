package cn.juhui.evidence.domain;

import cn.juhui.contracts.evidence.ScanState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known about malware in a file.
///
/// @param found what the scanner calls it; null unless `INFECTED`
/// @param askAt when the scanner is asked (again); null when it need not be
public record Scan(ScanState state, @Nullable String found, @Nullable Instant askAt) {

    /// Where there is no scanner.
    static Scan none() {
        return new Scan(ScanState.NOT_CONFIGURED, null, null);
    }

    /// After a scanner's answer, or without one.
    public static Scan after(ScanVerdict verdict, Instant now) {
        return switch (verdict) {
            case ScanVerdict.NotConfigured _ -> none();
            case ScanVerdict.Clean _ -> new Scan(ScanState.CLEAN, null, null);
            case ScanVerdict.Infected(var found) -> new Scan(ScanState.INFECTED, found, null);
            case ScanVerdict.CantTell _ -> new Scan(ScanState.UNKNOWN, null, now);
            case ScanVerdict.NoAnswer _ -> new Scan(ScanState.PENDING, null, now);
        };
    }

    /// Whether the scanner has judged the file.
    boolean isKnown() {
        return state == ScanState.CLEAN || state == ScanState.INFECTED;
    }

    /// Whether people may see the picture.
    public boolean allowsShowing() {
        return state == ScanState.CLEAN || state == ScanState.NOT_CONFIGURED;
    }
}
