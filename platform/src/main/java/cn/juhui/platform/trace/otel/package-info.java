/// Spans as OpenTelemetry makes them, sent to a collector.
@NullMarked
package cn.juhui.platform.trace.otel;

import org.jspecify.annotations.NullMarked;
