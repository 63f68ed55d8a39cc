package cn.juhui.platform.trace;

import org.jspecify.annotations.Nullable;

/// Spans of OpenTelemetry for what a service works on, under the very trace ids that [TraceContext] carries.
public interface Tracing {

    /// No spans: nobody collects them.
    Tracing OFF = (_, _, _) -> null;

    /// Who asks whom.
    enum Kind {
        /// A request that came in.
        SERVER,
        /// A record that came in.
        CONSUMER,
        /// A question to somebody else.
        CLIENT,
        /// What a clock began.
        INTERNAL
    }

    /// Begins a span.
    ///
    /// @param traceparent of what it is a part of; a new trace when it is absent or ill-formed
    /// @return null when there are no spans
    @Nullable Span begin(Kind kind, String name, @Nullable String traceparent);

    /// Does the work within the given trace ([TraceContext#in]), as a span where there are some.
    default void in(Kind kind, String name, @Nullable String traceparent, Runnable work) {
        var span = begin(kind, name, traceparent);
        if (span == null) {
            TraceContext.in(traceparent, work);
        } else {
            TraceContext.in(span, work);
        }
    }
}
