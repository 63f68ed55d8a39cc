package cn.juhui.platform.http;

import cn.juhui.platform.http.IdempotencyStore.Claim;
import cn.juhui.platform.journal.Ticker;
import cn.juhui.platform.security.Callers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// `Idempotency-Key` on every POST (draft-ietf-httpapi-idempotency-key-header): the same key brings the same answer, whatever
/// became of the first try.
///
/// Kept are answers that say something about the business: 2xx, 404, 409, 412, 422. An answer that only says that the request was
/// not understood or not let in leaves the key free; one that says that we broke lets the next try go on under the
/// same operation, so that nothing is made twice.
public final class IdempotencyFilter extends OncePerRequestFilter {

    private static final Set<String> KEPT_HEADERS =
            Set.of("Content-Type", "Location", "ETag", "Preference-Applied");
    private static final Set<Integer> KEPT_REFUSALS = Set.of(404, 409, 412, 422);
    private static final int MAX_KEY = 255;

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);

    private final IdempotencyStore store;
    private final Problems problems;
    private final Ticker expiry;

    public IdempotencyFilter(MongoTemplate mongo, Problems problems) {
        this.store = new IdempotencyStore(mongo);
        this.problems = problems;
        this.expiry = new Ticker("idempotency-expiry", Duration.ofHours(1), store::expire);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader("Idempotency-Key") == null;
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
        String fingerprint;
        try {
            fingerprint = fingerprint(request);
        } catch (IllegalStateException e) {
            problems.write(request, response, ProblemException.of(413, "BODY_TOO_LARGE"));
            return;
        } catch (ServletException | IOException e) {
            problems.write(request, response, ProblemException.of(400, "MALFORMED_MULTIPART"));
            return;
        }
        var scoped = hash(List.of(caller(), request.getRequestURI(), key));
        try {
            answer(scoped, fingerprint, request, response, chain);
        } catch (RuntimeException e) {
            if (!StoreAway.isBehind(e) || response.isCommitted()) {
                throw e;
            }
            LOG.warn("No {} without the store: {}", request.getRequestURI(), e.toString());
            response.reset();
            response.setHeader("Retry-After", StoreAway.RETRY_AFTER_SECONDS);
            problems.write(request, response, StoreAway.problem());
        }
    }

    /// Who is answered: the same subject in another role, or of another merchant, is somebody else, who must not read the stored answer.
    private static String caller() {
        return Callers.find()
                .map(c -> c.subject() + "\n" + new TreeSet<>(c.roles()) + "\n" + c.merchantId())
                .orElse("");
    }

    private void answer(
            String scoped,
            String fingerprint,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        switch (store.claim(scoped, fingerprint)) {
            case Claim.InUse _ -> {
                response.setHeader("Retry-After", "1");
                problems.write(
                        request, response, ProblemException.of(409, "IDEMPOTENCY_KEY_IN_USE"));
            }
            case Claim.OtherRequest _ ->
                    problems.write(
                            request, response, ProblemException.of(422, "IDEMPOTENCY_KEY_REUSED"));
            case Claim.Done(var status, var headers, var body) -> {
                response.setStatus(status);
                headers.forEach(response::setHeader);
                response.setHeader("Idempotency-Replayed", "true");
                response.getOutputStream().write(body.getData());
            }
            case Claim.Mine(var operation) -> {
                request.setAttribute(RequestArguments.OPERATION, operation);
                proceed(scoped, request, response, chain);
            }
        }
    }

    /// What can be a key: up to 255 visible ASCII characters, which every hop passes on unchanged.
    public static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= MAX_KEY
                && key.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /// The answer is stored before it is sent: what a client saw, every retry sees.
    private void proceed(
            String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        var finished = false;
        try {
            chain.doFilter(request, answer);
            finished = answer.getStatus() < 500;
        } finally {
            if (!finished) {
                store.release(key);
            }
        }
        var status = answer.getStatus();
        if (status < 300 || KEPT_REFUSALS.contains(status)) {
            var headers = new LinkedHashMap<String, String>();
            for (var name : KEPT_HEADERS) {
                var value =
                        name.equals("Content-Type")
                                ? answer.getContentType()
                                : answer.getHeader(name);
                if (value != null) {
                    headers.put(name, value);
                }
            }
            store.finish(key, status, headers, answer.getContentAsByteArray());
        } else if (finished) {
            store.forget(key);
        }
        answer.copyBodyToResponse();
    }

    private static String fingerprint(HttpServletRequest request)
            throws ServletException, IOException {
        var sha256 = sha256();
        sha256.update(String.valueOf(request.getQueryString()).getBytes(StandardCharsets.UTF_8));
        if (request instanceof BufferedRequest buffered) {
            sha256.update(buffered.body());
        } else if (BodyLimitFilter.isMultipart(request)) {
            var parts = List.copyOf(request.getParts());
            for (var part : parts.stream().sorted(Comparator.comparing(Part::getName)).toList()) {
                sha256.update((part.getName() + "\n").getBytes(StandardCharsets.UTF_8));
                try (var content = part.getInputStream()) {
                    content.transferTo(
                            new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
                }
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static String hash(List<String> texts) {
        var sha256 = sha256();
        for (var text : texts) {
            sha256.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void destroy() {
        expiry.close();
    }
}
