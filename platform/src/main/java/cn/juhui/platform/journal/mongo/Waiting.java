package cn.juhui.platform.journal.mongo;

import java.time.Duration;
import java.time.Instant;

/// When an aggregate that waits is looked after.
public final class Waiting {

    /// What others tell is there within seconds, as a rule.
    private static final Duration FIRST = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int DOUBLINGS = 9;

    private Waiting() {}

    /// @param now when it changed or was looked after
    /// @param looks how often it was looked after since it last changed, this time included
    public static Instant next(Instant now, int looks) {
        var pause = FIRST.multipliedBy(1L << Math.min(looks, DOUBLINGS));
        return now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    }
}
