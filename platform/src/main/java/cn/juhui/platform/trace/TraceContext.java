package cn.juhui.platform.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The W3C trace context (`traceparent`) of what this thread works on: one story keeps one trace id from the first request
/// through every event, answer and log line.
public final class TraceContext {

    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Span> SPAN = new ThreadLocal<>();

    private TraceContext() {}

    /// The traceparent of this thread's work; null outside of any.
    public static @Nullable String current() {
        return CURRENT.get();
    }

    /// The 32 hexadecimal digits that name the story; null outside of any.
    public static @Nullable String traceId() {
        var current = CURRENT.get();
        return current == null ? null : current.substring(3, 35);
    }

    /// The given trace, at this thread's place in it where it works on that very trace; without one this thread's; else a new one, for what a clock began.
    public static String orFresh(@Nullable String traceparent) {
        var current = CURRENT.get();
        if (traceparent == null) {
            return current == null ? fresh() : current;
        }
        return current != null && current.regionMatches(3, traceparent, 3, 32)
                ? current
                : traceparent;
    }

    /// The span of this thread's work; null where there are none.
    static @Nullable Span span() {
        return SPAN.get();
    }

    /// What was given when it is a trace context; null when it is absent or ill-formed.
    public static @Nullable String wellFormed(@Nullable String traceparent) {
        return traceparent != null && FORM.matcher(traceparent).matches() ? traceparent : null;
    }

    /// Runs the task within the given trace, or in a new one when what was given is absent or ill-formed.
    public static void in(@Nullable String traceparent, Runnable task) {
        var given = wellFormed(traceparent);
        in(given == null ? fresh() : given, null, task);
    }

    /// Runs the task within the given span, and ends it.
    static void in(Span span, Runnable task) {
        try {
            in(span.traceparent(), span, task);
        } catch (RuntimeException | Error e) {
            span.failed(e);
            throw e;
        } finally {
            span.end();
        }
    }

    private static void in(String traceparent, @Nullable Span span, Runnable task) {
        var outer = CURRENT.get();
        var outerSpan = SPAN.get();
        enter(traceparent, span);
        try {
            task.run();
        } finally {
            enter(outer, outerSpan);
        }
    }

    private static void enter(@Nullable String traceparent, @Nullable Span span) {
        if (span == null) {
            SPAN.remove();
        } else {
            SPAN.set(span);
        }
        if (traceparent == null) {
            CURRENT.remove();
            MDC.remove("traceId");
        } else {
            CURRENT.set(traceparent);
            MDC.put("traceId", traceparent.substring(3, 35));
        }
    }

    private static String fresh() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return "00-"
                + hex.toHexDigits(random.nextLong())
                + hex.toHexDigits(random.nextLong() | 1)
                + "-"
                + hex.toHexDigits(random.nextLong() | 1)
                + "-01";
    }
}
