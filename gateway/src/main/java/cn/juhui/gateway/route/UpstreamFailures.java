package cn.juhui.gateway.route;

import cn.juhui.gateway.edge.BodyTooLargeException;
import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.Problems;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// What the caller hears when a service can't be asked or doesn't answer: 503 where nothing can have happened, 504 and 502 where
/// it can, 413 where the body was cut off.
public final class UpstreamFailures {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamFailures.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    private final Problems problems;

    public UpstreamFailures(Problems problems) {
        this.problems = problems;
    }

    /// @throws RuntimeException the same, when it isn't about the service behind
    public ServerResponse answer(RuntimeException failure, Route route, ServerRequest request) {
        var problem = problemOf(failure, request);
        if (problem == null) {
            throw failure;
        }
        if (!problem.code().equals("BODY_TOO_LARGE")) {
            LOG.warn(
                    "{} {} by {}: {} ({})",
                    request.method(),
                    request.path(),
                    route.service(),
                    problem.code(),
                    String.valueOf(failure.getCause()));
        }
        var document = problems.document(problem, request.servletRequest());
        var answer =
                ServerResponse.status((int) document.get("status"))
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.code().equals("UPSTREAM_UNAVAILABLE")) {
            answer.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        return answer.body(document);
    }

    private static @Nullable ProblemException problemOf(
            RuntimeException failure, ServerRequest request) {
        if (BodyTooLargeException.happenedTo(request.servletRequest())) {
            return ProblemException.of(413, "BODY_TOO_LARGE");
        }
        if (!(failure instanceof ResourceAccessException)
                || !(failure.getCause() instanceof IOException cause)) {
            return null;
        }
        return switch (cause) {
            case HttpConnectTimeoutException e -> unavailable();
            case ConnectException e -> unavailable();
            case UnknownHostException e -> unavailable();
            case HttpTimeoutException e -> ProblemException.of(504, "UPSTREAM_TIMEOUT");
            case IOException e when e.getCause() instanceof UnresolvedAddressException ->
                    unavailable();
            default -> ProblemException.of(502, "UPSTREAM_BROKE_OFF");
        };
    }

    private static ProblemException unavailable() {
        return ProblemException.of(503, "UPSTREAM_UNAVAILABLE");
    }
}
