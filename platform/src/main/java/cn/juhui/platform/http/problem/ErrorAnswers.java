package cn.juhui.platform.http.problem;

import cn.juhui.platform.http.TraceFilter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Errors that no handler saw, such as a body that breaks off: problem documents too, in the trace of the request they belong to.
@Controller
public final class ErrorAnswers implements ErrorController {

    private final Problems problems;

    public ErrorAnswers(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            TraceFilter.inTraceOf(
                    request,
                    () -> {
                        try {
                            if (isAway(request)) {
                                StoreAway.answer(problems, request, response);
                            } else {
                                problems.write(request, response, problem(request));
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// A filter met what a controller's failure is looked through for elsewhere.
    private static boolean isAway(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable e
                && StoreAway.isBehind(e);
    }

    private static ProblemException problem(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? problem(status)
                : ProblemException.notFound();
    }

    private static ProblemException problem(int status) {
        return switch (status) {
            case 404 -> ProblemException.notFound();
            case 405 -> ProblemException.of(405, "METHOD_NOT_ALLOWED");
            case 413 -> ProblemException.of(413, "BODY_TOO_LARGE");
            case 503 -> ProblemException.of(503, "SERVICE_UNAVAILABLE");
            default ->
                    status >= 400 && status < 500
                            ? ProblemException.of(status, "MALFORMED_REQUEST")
                            : ProblemException.of(500, "INTERNAL_ERROR");
        };
    }
}
