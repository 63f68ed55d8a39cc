package cn.juhui.gateway.edge;

import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.Problems;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Errors that no handler saw, such as a path that Spring Security's firewall refuses: problem documents too.
@Controller
public final class ErrorAnswers implements ErrorController {

    private final Problems problems;

    public ErrorAnswers(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        problems.write(request, response, problem(status instanceof Integer code ? code : 404));
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
