package cn.juhui.platform.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// What a value from outside may be at most, whichever way it comes in: within this, every store, every computation and every text of ours can hold it.
public final class Limits {

    /// No instant of ours lies before.
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /// Nor behind: years have four digits, in JSON as in tables, and a store's dates end long after.
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /// A window or a deadline longer than this is a slip.
    public static final Duration LONGEST = Duration.ofDays(3_660);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@:/+=-]{0,127}");

    private Limits() {}

    /// Whether the text can be an id or a code that somebody else gave: a token's subject, an order number, a channel's reference.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// Whether the instant is one that we can keep.
    public static boolean holds(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    /// Whether the text is made of whole characters: half a surrogate pair can be neither stored nor sent on.
    public static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
