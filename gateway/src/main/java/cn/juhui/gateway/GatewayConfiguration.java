package cn.juhui.gateway;

import cn.juhui.platform.http.Problems;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// The gateway's own filters and their order: headers first, then tokens (Spring Security, -100), then rates.
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    FilterRegistrationBean<HeaderFilter> headerFilter() {
        var registration = new FilterRegistrationBean<>(new HeaderFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimitFilter(
            GatewaySettings settings, Problems problems) {
        var registration =
                new FilterRegistrationBean<>(new RateLimitFilter(settings.rateLimit(), problems));
        registration.setOrder(0);
        return registration;
    }
}
