package cn.juhui.gateway.config;

import cn.juhui.gateway.route.OwnThreadExchange;
import cn.juhui.gateway.route.Route;
import cn.juhui.gateway.route.RouteHandler;
import cn.juhui.gateway.route.UpstreamFailures;
import cn.juhui.gateway.route.Upstreams;
import cn.juhui.platform.http.problem.Problems;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/// Routes, and the client that asks the services.
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    private static final int BEFORE_THE_PAGES = -1;

    /// Among equals the pattern that says most wins.
    @Bean
    HandlerMapping routes(
            Upstreams upstreams, OwnThreadExchange exchange, UpstreamFailures failures) {
        return new SimpleUrlHandlerMapping(
                Arrays.stream(Route.values())
                        .collect(
                                Collectors.toMap(
                                        Route::pattern,
                                        route ->
                                                new RouteHandler(
                                                        route.service(),
                                                        upstreams,
                                                        exchange,
                                                        failures))),
                BEFORE_THE_PAGES);
    }

    @Bean
    Upstreams upstreams(GatewaySettings settings) {
        return new Upstreams(settings.services());
    }

    @Bean
    UpstreamFailures upstreamFailures(Problems problems) {
        return new UpstreamFailures(problems);
    }

    /// HTTP/1.1 only, because over clear text the JDK's client would ask every service for an upgrade to HTTP/2 first.
    @Bean
    OwnThreadExchange exchange(GatewaySettings settings) {
        var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.connectTimeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
        return new OwnThreadExchange(http, settings.readTimeout());
    }
}
