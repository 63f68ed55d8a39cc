package cn.juhui.platform.http.body;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// A large body gets its place before any of it is read: forms among the spooled files, others in memory. Where its caller has
/// their share already: 429 `TOO_MANY_UPLOADS`; where there is no room: 503.
public final class BodyPlacesFilter extends OncePerRequestFilter {

    private static final String RETRY_SECONDS = "2";

    private final HttpSettings settings;
    private final Problems problems;
    private final boolean spools;
    private final long largestForm;
    private final BodyRoom spooled;
    private final BodyRoom buffered;
    private final Map<String, Integer> shares = new HashMap<>();

    /// @param spools whether forms are parsed here; otherwise they pass
    /// @param largestForm in bytes: what a form takes that doesn't say how long it is
    public BodyPlacesFilter(
            HttpSettings settings,
            Problems problems,
            boolean spools,
            long largestForm,
            BodyRoom spooled,
            BodyRoom buffered) {
        this.settings = settings;
        this.problems = problems;
        this.spools = spools;
        this.largestForm = largestForm;
        this.spooled = spooled;
        this.buffered = buffered;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                || (BodyLimitFilter.isMultipart(request)
                        ? !spools
                        : size(request) <= settings.maxBody().toBytes());
    }

    /// What it may take, at most.
    private long size(HttpServletRequest request) {
        var most =
                BodyLimitFilter.isMultipart(request)
                        ? largestForm
                        : settings.limitFor(request.getRequestURI());
        var announced = request.getContentLengthLong();
        return announced < 0 ? most : Math.min(announced, most);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = caller(request);
        if (!takeShare(caller)) {
            refuse(request, response, ProblemException.of(429, "TOO_MANY_UPLOADS"));
            return;
        }
        try {
            enter(request, response, chain);
        } finally {
            giveShareBack(caller);
        }
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var room = BodyLimitFilter.isMultipart(request) ? spooled : buffered;
        var size = size(request);
        if (!room.take(size)) {
            refuse(request, response, ProblemException.of(503, "SERVICE_UNAVAILABLE"));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            room.giveBack(size);
        }
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, ProblemException problem)
            throws IOException {
        response.setHeader("Retry-After", RETRY_SECONDS);
        problems.write(request, response, problem);
    }

    private static String caller(HttpServletRequest request) {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null ? request.getRemoteAddr() : caller.getName();
    }

    private boolean takeShare(String caller) {
        synchronized (shares) {
            var taken = shares.getOrDefault(caller, 0);
            if (taken >= settings.places().perCaller()) {
                return false;
            }
            shares.put(caller, taken + 1);
            return true;
        }
    }

    private void giveShareBack(String caller) {
        synchronized (shares) {
            shares.computeIfPresent(caller, (_, taken) -> taken == 1 ? null : taken - 1);
        }
    }
}
