package cn.juhui.gateway;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.Problems;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Which path belongs to which service. What is not here is not reachable from outside: `/internal/…` never is.
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    @Bean
    RouterFunction<ServerResponse> routes(GatewaySettings services, Problems problems) {
        return to(
                        "evidence",
                        services.evidence(),
                        problems,
                        "/v1/evidence",
                        "/v1/refunds/*/messages")
                .and(to("orders", services.orders(), problems, "/v1/orders", "/v1/refund-policies"))
                .and(to("refunds", services.refunds(), problems, "/v1/refunds"))
                .and(to("payouts", services.payouts(), problems, "/v1/payouts"))
                .and(
                        to(
                                "notifications",
                                services.notifications(),
                                problems,
                                "/v1/notifications",
                                "/v1/webhook-endpoints",
                                "/v1/webhook-deliveries",
                                "/v1/events"));
    }

    private static RouterFunction<ServerResponse> to(
            String id, URI service, Problems problems, String... paths) {
        RequestPredicate belongs = request -> false;
        for (var path : paths) {
            belongs = belongs.or(path(path)).or(path(path + "/**"));
        }
        return route(id)
                .route(belongs, http())
                .before(uri(service))
                .onError(Throwable.class, (e, request) -> failed(id, e, request, problems))
                .build();
    }

    private static ServerResponse failed(
            String id, Throwable failure, ServerRequest request, Problems problems) {
        var problem = problemOf(failure);
        LOG.warn(
                "{} did not answer {} {}: {}",
                id,
                request.method(),
                request.path(),
                failure.toString());
        var answer =
                ServerResponse.status(problem.code().equals("UPSTREAM_TIMEOUT") ? 504 : 502)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .header("Retry-After", "2");
        return answer.body(problems.document(problem, request.servletRequest()));
    }

    private static ProblemException problemOf(Throwable failure) {
        for (var e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConnectException || e instanceof HttpConnectTimeoutException) {
                return ProblemException.of(502, "UPSTREAM_UNAVAILABLE");
            }
            if (e instanceof HttpTimeoutException) {
                return ProblemException.of(504, "UPSTREAM_TIMEOUT");
            }
        }
        return ProblemException.of(502, "UPSTREAM_UNAVAILABLE");
    }
}
