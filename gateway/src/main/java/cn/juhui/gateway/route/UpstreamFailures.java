package cn.juhui.gateway.route;

import cn.juhui.gateway.edge.BodyTooLargeException;
import cn.juhui.platform.http.pace.TooSlowException;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import org.apache.coyote.BadRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the caller hears when a service can't be asked or doesn't answer: 503 where nothing can have happened, 504 and 502 where
/// it can, 413 where the body was cut off, 408 where it came too slowly.
public final class UpstreamFailures {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamFailures.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    private final Problems problems;

    public UpstreamFailures(Problems problems) {
        this.problems = problems;
    }

    /// What the caller is told.
    private record Told(int status, String code) {}

    private static final Told TOO_LARGE = new Told(413, "BODY_TOO_LARGE");
    private static final Told TOO_SLOW = new Told(408, "REQUEST_TOO_SLOW");
    private static final Told MALFORMED = new Told(400, "MALFORMED_REQUEST");
    private static final Told UNAVAILABLE = new Told(503, "UPSTREAM_UNAVAILABLE");
    private static final Told TIMEOUT = new Told(504, "UPSTREAM_TIMEOUT");
    private static final Told BROKE_OFF = new Told(502, "UPSTREAM_BROKE_OFF");

    void answer(
            IOException failure,
            Service service,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var told = toldOf(failure, request);
        if (told.status() >= 500) {
            LOG.warn(
                    "{} {} by {}: {} ({})",
                    request.getMethod(),
                    request.getRequestURI(),
                    service,
                    told.code(),
                    failure.toString());
        }
        if (told.equals(UNAVAILABLE)) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        problems.write(request, response, ProblemException.of(told.status(), told.code()));
    }

    private static Told toldOf(IOException failure, HttpServletRequest request) {
        if (BodyTooLargeException.happenedTo(request)) {
            return TOO_LARGE;
        }
        if (TooSlowException.happenedTo(request)) {
            return TOO_SLOW;
        }
        return switch (failure) {
            case BadRequestException e -> MALFORMED;
            case HttpConnectTimeoutException e -> UNAVAILABLE;
            case ConnectException e -> UNAVAILABLE;
            case UnknownHostException e -> UNAVAILABLE;
            case HttpTimeoutException e -> TIMEOUT;
            default -> BROKE_OFF;
        };
    }
}
