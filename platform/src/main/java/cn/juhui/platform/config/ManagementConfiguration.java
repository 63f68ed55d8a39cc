package cn.juhui.platform.config;

import cn.juhui.platform.http.TraceFilter;
import cn.juhui.platform.http.problem.ErrorAnswers;
import cn.juhui.platform.http.problem.ManagementErrors;
import cn.juhui.platform.http.problem.PlainErrorValve;
import cn.juhui.platform.trace.Tracing;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/// The web server of the management port. It has nothing of the other one's but Spring Security, traces and the form of errors.
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementConfiguration {

    @Bean
    FilterRegistrationBean<TraceFilter> managementTraceFilter(
            @Value("${spring.application.name}") String service) {
        var registration = new FilterRegistrationBean<>(new TraceFilter(service, Tracing.OFF));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    FilterRegistrationBean<ManagementErrors> managementErrors(ErrorAnswers answers) {
        var registration = new FilterRegistrationBean<>(new ManagementErrors(answers));
        registration.setDispatcherTypes(DispatcherType.ERROR);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainManagementErrors() {
        return tomcat ->
                tomcat.addContextCustomizers(context ->
                        context.getParent().getPipeline().addValve(new PlainErrorValve()));
    }
}
