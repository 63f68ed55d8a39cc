package cn.juhui.platform.http.pace;

import cn.juhui.platform.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/// A body came more slowly than [Pace] allows, and ended before its end. Whoever reads a body asks [#happenedTo] behind it.
public final class TooSlowException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final String MARK = TooSlowException.class.getName();

    public TooSlowException() {
        super("The body came too slowly");
    }

    static void mark(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    /// Whether that happened to this request, however deep the exception was wrapped on its way through the web server and parsers.
    public static boolean happenedTo(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }

    /// What the client is told: 408 `REQUEST_TOO_SLOW`.
    public static ProblemException problem() {
        return ProblemException.of(408, "REQUEST_TOO_SLOW");
    }
}
