package cn.juhui.platform.trace.otel;

import cn.juhui.platform.trace.Span;
import cn.juhui.platform.trace.TraceContext;
import cn.juhui.platform.trace.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends the spans of one service to a collector by OTLP over HTTP, in batches and at the side: a collector that is slow or away costs nobody's time, and spans that
/// don't fit the queue are dropped.
///
/// Whether a trace is kept follows from its id alone, so that all services keep the same ones, and no caller can have theirs kept.
public final class OpenTelemetryTracing implements Tracing, AutoCloseable {

    private static final Duration LAST_BATCH = Duration.ofSeconds(3);

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /// @param service whose spans they are
    /// @param version of the product
    /// @param collector where they are sent, such as `http://collector:4318/v1/traces`
    /// @param oneIn of so many traces one is kept; 1: all
    public OpenTelemetryTracing(String service, String version, String collector, int oneIn) {
        this.provider =
                SdkTracerProvider.builder()
                        .setResource(
                                Resource.create(
                                        Attributes.of(
                                                AttributeKey.stringKey("service.name"),
                                                service,
                                                AttributeKey.stringKey("service.version"),
                                                version)))
                        .setSampler(
                                oneIn == 1
                                        ? Sampler.alwaysOn()
                                        : Sampler.traceIdRatioBased(1.0 / oneIn))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(
                                                OtlpHttpSpanExporter.builder()
                                                        .setEndpoint(collector)
                                                        .build())
                                        .build())
                        .build();
        this.tracer = provider.get("cn.juhui");
    }

    @Override
    public Begun begin(Kind kind, String name, @Nullable String traceparent) {
        var builder = tracer.spanBuilder(name).setSpanKind(SpanKind.valueOf(kind.name()));
        var parent = TraceContext.wellFormed(traceparent);
        return new Begun(
                (parent == null
                                ? builder.setNoParent()
                                : builder.setParent(
                                        Context.root()
                                                .with(
                                                        io.opentelemetry.api.trace.Span.wrap(
                                                                contextOf(parent)))))
                        .startSpan());
    }

    private static SpanContext contextOf(String traceparent) {
        return SpanContext.createFromRemoteParent(
                traceparent.substring(3, 35),
                traceparent.substring(36, 52),
                TraceFlags.fromHex(traceparent, 53),
                TraceState.getDefault());
    }

    /// One of them.
    record Begun(io.opentelemetry.api.trace.Span span) implements Span {

        @Override
        public String traceparent() {
            var context = span.getSpanContext();
            return "00-%s-%s-%s"
                    .formatted(
                            context.getTraceId(),
                            context.getSpanId(),
                            context.getTraceFlags().asHex());
        }

        @Override
        public void name(String name) {
            span.updateName(name);
        }

        @Override
        public void set(String key, String value) {
            span.setAttribute(key, value);
        }

        @Override
        public void failed(Throwable failure) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute("error.type", failure.getClass().getName());
        }

        @Override
        public void end() {
            span.end();
        }
    }

    /// Sends what waits, for a few seconds at most.
    @Override
    public void close() {
        provider.shutdown().join(LAST_BATCH.toMillis(), TimeUnit.MILLISECONDS);
    }
}
