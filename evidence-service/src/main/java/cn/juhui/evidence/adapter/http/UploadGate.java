package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.platform.http.pace.TooSlowException;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets uploads in. One that is larger than any file may be ends here, with the code of evidence, before anything of it is
/// looked at; and of the others no more are held in memory at once than can be worked on: until its turn an upload is a file
/// on disk.
public final class UploadGate extends OncePerRequestFilter {

    /// What the form around the file may take.
    private static final long FORM = 64 * 1024;

    /// Places come free all the time: who would get one soon is not sent away.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final String RETRY_SECONDS = "2";

    private final IntakeLimits limits;
    private final EvidenceProblems refusals;
    private final Problems problems;
    private final Semaphore places;

    /// @param atOnce uploads that are in work at the same time
    public UploadGate(
            IntakeLimits limits, EvidenceProblems refusals, Problems problems, int atOnce) {
        this.limits = limits;
        this.refusals = refusals;
        this.problems = problems;
        this.places = new Semaphore(atOnce);
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
        var problem = problem(request);
        if (problem != null) {
            problems.write(request, response, problem);
        } else if (hasPlace()) {
            try {
                chain.doFilter(request, response);
            } finally {
                places.release();
            }
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            problems.write(request, response, ProblemException.of(503, "SERVICE_UNAVAILABLE"));
        }
    }

    private boolean hasPlace() {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The container parses the form once, here, onto the disk; it stops reading at its own limits.
    private @Nullable ProblemException problem(HttpServletRequest request) {
        if (request.getContentLengthLong() > limits.maxBytes() + FORM) {
            return tooLarge();
        }
        try {
            request.getParts();
            return null;
        } catch (IllegalStateException e) {
            // The container has limits for a form's parts and headers too; those are no matter of
            // the file's size.
            var large =
                    e.getCause() instanceof SizeException size
                            && size.getPermittedSize() >= limits.maxBytes();
            return large ? tooLarge() : malformed(request);
        } catch (IOException | ServletException e) {
            return malformed(request);
        }
    }

    private ProblemException tooLarge() {
        return refusals.problem(new Refusal.TooLarge(Refusal.Measure.BYTES, limits.maxBytes()));
    }

    private static ProblemException malformed(HttpServletRequest request) {
        return TooSlowException.happenedTo(request)
                ? TooSlowException.problem()
                : ProblemException.of(400, "MALFORMED_MULTIPART");
    }
}
