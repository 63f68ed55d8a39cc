package cn.juhui.platform.config;

import cn.juhui.platform.http.TraceFilter;
import cn.juhui.platform.process.ProductInfo;
import cn.juhui.platform.trace.Tracing;
import cn.juhui.platform.trace.otel.OpenTelemetryTracing;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/// The trace of every request, and spans where somebody collects them.
@AutoConfiguration
class TracingConfiguration {

    @Bean
    Tracing tracing(
            @Value("${spring.application.name}") String service,
            @Value("${juhui.tracing.url}") String collector,
            @Value("${juhui.tracing.one-in}") int oneIn) {
        return collector.isEmpty()
                ? Tracing.OFF
                : new OpenTelemetryTracing(service, ProductInfo.version(), collector, oneIn);
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter(
            @Value("${spring.application.name}") String service, Tracing tracing) {
        var registration = new FilterRegistrationBean<>(new TraceFilter(service, tracing));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
