package cn.juhui.platform.http.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Errors on the management port, which has a web server and filters of its own: the same problem documents as everywhere.
public final class ManagementErrors extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient ErrorAnswers answers;

    public ManagementErrors(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        answers.answer(request, response);
    }
}
