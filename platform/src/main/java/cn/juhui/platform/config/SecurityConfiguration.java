package cn.juhui.platform.config;

import cn.juhui.platform.http.ReadinessController;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import cn.juhui.platform.http.problem.Unauthenticated;
import cn.juhui.platform.security.BearerTokens;
import cn.juhui.platform.security.IssuerKeys;
import cn.juhui.platform.security.SecuritySettings;
import cn.juhui.platform.security.Tokens;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Every call needs a token that this service itself has checked, whoever let it in before.
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"
        })
@EnableWebSecurity
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {

    /// By real time: a key set doesn't age with the business clock.
    @Bean
    @ConditionalOnMissingBean
    IssuerKeys issuerKeys(SecuritySettings settings) {
        return new IssuerKeys(settings, InstantSource.system());
    }

    /// A process that can't check tokens has nothing to say to anybody.
    @Bean
    HealthIndicator issuerHealthIndicator(IssuerKeys keys) {
        return () -> (keys.areThere() ? Health.up() : Health.down()).build();
    }

    @Bean
    MeterBinder issuerKeysAge(IssuerKeys keys) {
        return meters ->
                TimeGauge.builder(
                                "juhui.issuer.keys.age",
                                keys,
                                TimeUnit.SECONDS,
                                k -> k.age().toSeconds())
                        .description("Since the issuer's keys were read; below 0 without keys")
                        .register(meters);
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(SecuritySettings settings, IssuerKeys keys) {
        return Tokens.decoder(settings, keys);
    }

    /// One observation per filter costs more than it tells; the requests themselves are observed.
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /// Nobody listens.
    @Bean
    AuthenticationEventPublisher authenticationEventPublisher() {
        return new AuthenticationEventPublisher() {
            @Override
            public void publishAuthenticationSuccess(Authentication authentication) {}

            @Override
            public void publishAuthenticationFailure(
                    AuthenticationException failure, Authentication authentication) {}
        };
    }

    /// Strict about paths. Methods, names and values of parameters and headers are whatever the container lets through: what is wrong
    /// with them is said by who reads them (405 with `Allow`, `UNKNOWN_PARAMETER`), and what nobody reads may be anything.
    @Bean
    StrictHttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedParameterNames(_ -> true);
        firewall.setAllowedParameterValues(_ -> true);
        firewall.setAllowedHeaderNames(_ -> true);
        firewall.setAllowedHeaderValues(_ -> true);
        return firewall;
    }

    /// Paths that no honest client sends (`//`, encoded slashes, control characters).
    @Bean
    RequestRejectedHandler requestRejectedHandler(Problems problems) {
        return (request, response, e) ->
                problems.write(request, response, ProblemException.of(400, "MALFORMED_REQUEST"));
    }

    @Bean
    @ConditionalOnMissingBean
    AuthenticationEntryPoint unauthenticated(Problems problems) {
        return new Unauthenticated(problems);
    }

    /// Doors inside the house, to which services come in nobody's name: nothing is checked there, so no filter stands in the way.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain innerDoors(SecuritySettings settings) {
        var paths = PathPatternRequestMatcher.withDefaults();
        var doors = new ArrayList<RequestMatcher>();
        doors.add(paths.matcher("/internal/histories/**"));
        doors.add(paths.matcher(ReadinessController.PATH));
        settings.open().stream()
                .filter(path -> path.startsWith("/internal/"))
                .forEach(path -> doors.add(paths.matcher(HttpMethod.GET, path)));
        return new DefaultSecurityFilterChain(new OrRequestMatcher(doors), List.of());
    }

    @Bean
    SecurityFilterChain platformFilterChain(
            HttpSecurity http,
            SecuritySettings settings,
            AuthenticationEntryPoint unauthenticated,
            Problems problems)
            throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                // No sessions: who calls stands in the request.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context ->
                        context.securityContextRepository(
                                new RequestAttributeSecurityContextRepository()))
                .servletApi(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests ->
                        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(
                                        HttpMethod.GET, settings.open().toArray(String[]::new))
                                .permitAll()
                                .requestMatchers(
                                        HttpMethod.HEAD, settings.open().toArray(String[]::new))
                                .permitAll()
                                // There on the management port, and nowhere else: here nobody finds
                                // anything.
                                .requestMatchers("/actuator/**")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(tokens ->
                        tokens.bearerTokenResolver(new BearerTokens())
                                .jwt(jwt -> {})
                                .authenticationEntryPoint(unauthenticated))
                .exceptionHandling(e ->
                        e.authenticationEntryPoint(unauthenticated)
                                .accessDeniedHandler((request, response, denied) ->
                                        problems.write(
                                                request, response, ProblemException.forbidden())))
                .build();
    }
}
