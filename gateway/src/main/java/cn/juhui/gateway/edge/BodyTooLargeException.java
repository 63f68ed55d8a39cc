package cn.juhui.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/// A body went on past the limit while it was passed on.
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final String MARK = BodyTooLargeException.class.getName();

    BodyTooLargeException(HttpServletRequest request) {
        super("The body is larger than allowed");
        request.setAttribute(MARK, true);
    }

    /// Whether that happened to this request, however deep the exception was wrapped on its way through the client's threads.
    public static boolean happenedTo(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }
}
