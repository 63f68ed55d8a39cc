package cn.juhui.platform.http.idempotency;

import cn.juhui.platform.http.pace.TooSlowException;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import cn.juhui.platform.http.problem.StoreAway;
import cn.juhui.platform.http.request.RequestArguments;
import cn.juhui.platform.resilience.Ticker;
import cn.juhui.platform.security.Callers;
import cn.juhui.platform.security.SealingKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// `Idempotency-Key` on everything that changes something (draft-ietf-httpapi-idempotency-key-header): the same key brings the same answer, whatever
/// became of the first try.
///
/// Kept are answers that say something about the business: 2xx, 404, 409, 412, 422. An answer that only says that the request was
/// not understood or not let in leaves the key free; one that says that we broke lets the next try go on under the
/// same operation, so that nothing is made twice.
public final class IdempotencyFilter extends OncePerRequestFilter {

    private static final Set<String> KEPT_HEADERS =
            Set.of("Content-Type", "Location", "ETag", "Preference-Applied");
    private static final Set<Integer> KEPT_REFUSALS = Set.of(404, 409, 412, 422);
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final int MAX_KEY = 255;
    private static final Duration EXPIRY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);

    private final IdempotencyStore store;
    private final Problems problems;
    private final Ticker renewal;
    private final Ticker expiry;

    /// @param keys make fingerprints of requests, and seal answers
    /// @param clock by which answers grow old
    public IdempotencyFilter(
            MongoTemplate mongo, Problems problems, SealingKeys keys, Clock clock) {
        this.store = new IdempotencyStore(mongo, keys, clock, Clock.systemUTC());
        this.problems = problems;
        this.renewal = new Ticker("idempotency-leases", IdempotencyStore.RENEWAL, store::renew);
        this.expiry = new Ticker("idempotency-expiry", EXPIRY, store::expire);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !METHODS.contains(request.getMethod())
                || request.getHeader("Idempotency-Key") == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader("Idempotency-Key");
        if (!isKey(key)) {
            problems.write(request, response, ProblemException.of(400, "IDEMPOTENCY_KEY_INVALID"));
            return;
        }
        byte[] digest;
        try {
            digest = RequestDigest.of(request);
        } catch (IllegalStateException e) {
            problems.write(request, response, ProblemException.of(413, "BODY_TOO_LARGE"));
            return;
        } catch (ServletException | IOException e) {
            if (StoreAway.isBehind(e)) {
                away(request, response, e);
                return;
            }
            problems.write(
                    request,
                    response,
                    TooSlowException.happenedTo(request)
                            ? TooSlowException.problem()
                            : ProblemException.of(400, "MALFORMED_MULTIPART"));
            return;
        }
        var scoped = RequestDigest.of(scope(request, key));
        try {
            answer(scoped, digest, request, response, chain);
        } catch (RuntimeException e) {
            if (!StoreAway.isBehind(e) || response.isCommitted()) {
                throw e;
            }
            away(request, response, e);
        }
    }

    private void away(HttpServletRequest request, HttpServletResponse response, Exception e)
            throws IOException {
        LOG.warn("No {} without the store: {}", request.getRequestURI(), e.toString());
        response.reset();
        StoreAway.answer(problems, request, response);
    }

    /// Who is answered: the same subject in another role, or of another merchant, is somebody else, who must not read the stored answer.
    private static String caller() {
        return Callers.find()
                .map(c -> c.subject() + "\n" + new TreeSet<>(c.roles()) + "\n" + c.merchantId())
                .orElse("");
    }

    /// A POST's scope is as it was before other methods took keys, so that keys from before are found.
    private static List<String> scope(HttpServletRequest request, String key) {
        var method = request.getMethod();
        var where = (method.equals("POST") ? "" : method + " ") + request.getRequestURI();
        return List.of(caller(), where, key);
    }

    private void answer(
            String scoped,
            byte[] digest,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        switch (store.claim(scoped, digest)) {
            case Claim.Mine mine -> {
                request.setAttribute(RequestArguments.OPERATION, mine.operation());
                try {
                    proceed(mine, digest, request, response, chain);
                } finally {
                    store.ended(mine);
                }
            }
            case Claim.Done(var answer) -> replay(answer, response);
            case Claim.InUse _ -> inUse(request, response);
            case Claim.OtherRequest _ ->
                    problems.write(
                            request, response, ProblemException.of(422, "IDEMPOTENCY_KEY_REUSED"));
        }
    }

    private static void replay(StoredAnswer answer, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader("Idempotency-Replayed", "true");
        response.getOutputStream().write(answer.body());
    }

    private void inUse(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Retry-After", "1");
        problems.write(request, response, ProblemException.of(409, "IDEMPOTENCY_KEY_IN_USE"));
    }

    /// What can be a key: up to 255 visible ASCII characters, which every hop passes on unchanged.
    public static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= MAX_KEY
                && key.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /// The answer is stored before it is sent: what a client saw, every retry sees.
    private void proceed(
            Claim.Mine mine,
            byte[] digest,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        var finished = false;
        try {
            chain.doFilter(request, answer);
            finished = answer.getStatus() < 500;
        } finally {
            if (!finished) {
                store.release(mine);
            }
        }
        var status = answer.getStatus();
        if (status < 300 || KEPT_REFUSALS.contains(status)) {
            if (!store.finish(mine, digest, kept(answer))) {
                response.reset();
                tooLate(mine, digest, request, response);
                return;
            }
        } else if (finished && mine.repeated()) {
            store.release(mine); // Whoever began it may have done it: the name must last.
        } else if (finished) {
            store.forget(mine);
        }
        answer.copyBodyToResponse();
    }

    /// Another one has taken over meanwhile: what they answered is the answer.
    private void tooLate(
            Claim.Mine mine,
            byte[] digest,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LOG.warn("{} lost its key to a later try", request.getRequestURI());
        var theirs = store.find(mine.key(), digest);
        if (theirs == null) {
            inUse(request, response);
        } else {
            replay(theirs, response);
        }
    }

    private static StoredAnswer kept(ContentCachingResponseWrapper answer) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : KEPT_HEADERS) {
            var value =
                    name.equals("Content-Type") ? answer.getContentType() : answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new StoredAnswer(answer.getStatus(), headers, answer.getContentAsByteArray());
    }

    @Override
    public void destroy() {
        renewal.close();
        expiry.close();
    }
}
