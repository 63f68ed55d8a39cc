package cn.juhui.gateway.config;

import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import cn.juhui.gateway.route.OwnThreadExchange;
import cn.juhui.gateway.route.Route;
import cn.juhui.gateway.route.RoutedHeaders;
import cn.juhui.gateway.route.UpstreamFailures;
import cn.juhui.gateway.route.Upstreams;
import cn.juhui.platform.http.problem.Problems;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.concurrent.Executors;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// Routes, and the client that asks the services.
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    RouterFunction<ServerResponse> routes(Upstreams upstreams, UpstreamFailures failures) {
        return Arrays.stream(Route.values())
                .map(one -> routeTo(one, upstreams, failures))
                .reduce(RouterFunction::and)
                .orElseThrow();
    }

    private static RouterFunction<ServerResponse> routeTo(
            Route route, Upstreams upstreams, UpstreamFailures failures) {
        return route(route.name())
                .route(path(route.pattern()), http())
                .filter((request, next) -> {
                    try {
                        return upstreams.pass(request, route.service(), next);
                    } catch (RuntimeException e) {
                        return failures.answer(e, route, request);
                    }
                })
                .build();
    }

    @Bean
    Upstreams upstreams(GatewaySettings settings) {
        return new Upstreams(settings.services());
    }

    @Bean
    UpstreamFailures upstreamFailures(Problems problems) {
        return new UpstreamFailures(problems);
    }

    @Bean
    RoutedHeaders routedHeaders() {
        return new RoutedHeaders();
    }

    /// HTTP/1.1 only, because over clear text the JDK's client would ask every service for an upgrade to HTTP/2 first.
    @Bean
    ProxyExchange proxyExchange(GatewaySettings settings) {
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
