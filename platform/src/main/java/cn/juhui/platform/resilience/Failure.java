package cn.juhui.platform.resilience;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What went wrong, in one line.
///
/// @param way the exception's kind, and the place in our code where it was thrown: the same for the same fault, whatever it was about
/// @param message the exception's own, cut; null when it has none
public record Failure(String way, @Nullable String message) {

    private static final int MAX_MESSAGE = 500;

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    /// Of the innermost cause.
    public static Failure of(Throwable failure) {
        var root = failure;
        for (int depth = 0; root.getCause() != null && depth < 50; depth++) {
            root = root.getCause();
        }
        return new Failure(root.getClass().getSimpleName() + place(root), cut(root.getMessage()));
    }

    private static String place(Throwable root) {
        for (var frame : root.getStackTrace()) {
            if (frame.getClassName().startsWith("cn.juhui.")) {
                var name = frame.getClassName();
                return " at %s.%s:%d"
                        .formatted(
                                name.substring(name.lastIndexOf('.') + 1),
                                frame.getMethodName(),
                                frame.getLineNumber());
            }
        }
        return "";
    }

    /// One line, no longer than one of a log may be.
    public static @Nullable String cut(@Nullable String message) {
        if (message == null) {
            return null;
        }
        var line = BREAKS.matcher(message).replaceAll(" ");
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "…";
    }
}
