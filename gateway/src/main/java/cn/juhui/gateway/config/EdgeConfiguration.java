package cn.juhui.gateway.config;

import cn.juhui.gateway.console.ConsoleSignIn;
import cn.juhui.gateway.docs.SignIn;
import cn.juhui.gateway.edge.AnswerHeadersFilter;
import cn.juhui.gateway.edge.CrossOriginFilter;
import cn.juhui.gateway.edge.HeaderFormFilter;
import cn.juhui.gateway.edge.Origins;
import cn.juhui.gateway.edge.RateLimitFilter;
import cn.juhui.gateway.edge.RateLimits;
import cn.juhui.gateway.edge.RefusedLimitFilter;
import cn.juhui.gateway.edge.UploadLimitFilter;
import cn.juhui.platform.http.problem.Problems;
import cn.juhui.platform.http.problem.Unauthenticated;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.AuthenticationEntryPoint;

/// The filters in front of the routes. Spring Security's stands at -100, the platform's body limit at 10.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
class EdgeConfiguration {

    /// The platform's first filter that refuses anything stands at 12, its trace before it at 10.
    private static final int BEFORE_ANYTHING_IS_REFUSED = Ordered.HIGHEST_PRECEDENCE + 11;

    private static final int BEFORE_SECURITY = -110;
    private static final int AFTER_SECURITY = 0;
    private static final int BEFORE_BODIES_ARE_READ = 5;

    @Bean
    FilterRegistrationBean<AnswerHeadersFilter> answerHeadersFilter(
            SignIn signIn, ConsoleSignIn console) {
        var registration =
                new FilterRegistrationBean<>(
                        new AnswerHeadersFilter(
                                signIn.isOffered() ? signIn.origin() : "", console.origin()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    @Bean
    FilterRegistrationBean<CrossOriginFilter> crossOriginFilter(GatewaySettings settings) {
        var registration =
                new FilterRegistrationBean<>(
                        new CrossOriginFilter(new Origins(settings.origins())));
        registration.setOrder(BEFORE_ANYTHING_IS_REFUSED);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimitFilter(
            GatewaySettings settings, Problems problems) {
        var limits = settings.rateLimit();
        var callers = new RateLimits(limits.caller().perSecond(), limits.caller().burst());
        var anonymous = new RateLimits(limits.anonymous().perSecond(), limits.anonymous().burst());
        var registration =
                new FilterRegistrationBean<>(new RateLimitFilter(callers, anonymous, problems));
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RefusedLimitFilter> refusedLimitFilter(
            GatewaySettings settings, Problems problems) {
        var limit = settings.rateLimit().refused();
        var registration =
                new FilterRegistrationBean<>(
                        new RefusedLimitFilter(
                                new RateLimits(limit.perSecond(), limit.burst()), problems));
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }

    @Bean
    AuthenticationEntryPoint unauthenticated(
            FilterRegistrationBean<RefusedLimitFilter> limit, Problems problems) {
        return Objects.requireNonNull(limit.getFilter())
                .unauthenticated(new Unauthenticated(problems));
    }

    @Bean
    FilterRegistrationBean<HeaderFormFilter> headerFormFilter(Problems problems) {
        var registration = new FilterRegistrationBean<>(new HeaderFormFilter(problems));
        registration.setOrder(BEFORE_BODIES_ARE_READ);
        return registration;
    }

    @Bean
    FilterRegistrationBean<UploadLimitFilter> uploadLimitFilter(
            GatewaySettings settings, Problems problems) {
        var registration =
                new FilterRegistrationBean<>(new UploadLimitFilter(settings.maxUpload(), problems));
        registration.setOrder(BEFORE_BODIES_ARE_READ);
        return registration;
    }
}
