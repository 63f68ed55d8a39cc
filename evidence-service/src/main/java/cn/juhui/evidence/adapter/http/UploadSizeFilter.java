package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.platform.http.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends an upload that is larger than any file may be with the code of evidence, before anything of it is looked at.
public final class UploadSizeFilter extends OncePerRequestFilter {

    /// What the form around the file may take.
    private static final long FORM = 64 * 1024;

    private final IntakeLimits limits;
    private final RefusalProblems refusals;
    private final Problems problems;

    public UploadSizeFilter(IntakeLimits limits, RefusalProblems refusals, Problems problems) {
        this.limits = limits;
        this.refusals = refusals;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().equals(EvidenceController.PATH)
                || type == null
                || !type.regionMatches(true, 0, "multipart/", 0, 10);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limits.maxBytes() + FORM || isTooLarge(request)) {
            var refusal = new Refusal.TooLarge(Refusal.Measure.BYTES, limits.maxBytes());
            problems.write(request, response, refusals.problem(refusal));
            return;
        }
        chain.doFilter(request, response);
    }

    /// The container parses the form once, here; it stops reading at its own limit.
    private static boolean isTooLarge(HttpServletRequest request) {
        try {
            request.getParts();
            return false;
        } catch (IllegalStateException e) {
            return true;
        } catch (IOException | ServletException e) {
            // Not a form at all: whoever asks for its parts next says so.
            return false;
        }
    }
}
