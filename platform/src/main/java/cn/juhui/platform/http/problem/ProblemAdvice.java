package cn.juhui.platform.http.problem;

import cn.juhui.platform.http.LiteralPaths;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.journal.DocumentFullException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Every exception that reaches HTTP becomes a problem document. The catch-all tells a trace id and nothing else.
@RestControllerAdvice
public final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;
    private final LiteralPaths paths;
    private final Clock clock;

    public ProblemAdvice(Problems problems, LiteralPaths paths, Clock clock) {
        this.problems = problems;
        this.paths = paths;
        this.clock = clock;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> problem(ProblemException e, HttpServletRequest request) {
        return answer(e, request, new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(
            HttpMessageNotReadableException e, HttpServletRequest request) {
        return problem(UnreadableJson.problem(e.getCause()), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> invalid(
            MethodArgumentNotValidException e, HttpServletRequest request) {
        var errors = new ArrayList<InputError>();
        for (var error : e.getBindingResult().getAllErrors()) {
            var at =
                    error instanceof FieldError field
                            ? "/"
                                    + field.getField()
                                            .replace('.', '/')
                                            .replaceAll("\\[([^\\]]+)]", "/$1")
                            : "";
            errors.add(Violations.error(at, error.unwrap(ConstraintViolation.class)));
        }
        var target = e.getBindingResult().getTarget();
        errors.sort(BodyOrder.of(target == null ? Object.class : target.getClass()));
        return problem(ProblemException.invalid(BodyOrder.onePerPlace(errors)), request);
    }

    private static InputError form(String at, @Nullable Class<?> type) {
        var example = Examples.of(type);
        return example == null ? InputError.of(at, "WRONG_FORM") : InputError.form(at, example);
    }

    @ExceptionHandler({
        MethodArgumentTypeMismatchException.class,
        MissingServletRequestParameterException.class,
        MissingServletRequestPartException.class,
        HandlerMethodValidationException.class
    })
    ResponseEntity<Map<String, Object>> parameter(Exception e, HttpServletRequest request) {
        var error =
                switch (e) {
                    case MethodArgumentTypeMismatchException m
                            when m.getRequiredType() == Instant.class ->
                            InputError.instant(
                                    m.getName(), m.getValue() instanceof String s ? s : null);
                    case MethodArgumentTypeMismatchException m
                            when m.getRequiredType() != null && m.getRequiredType().isEnum() ->
                            InputError.notOneOf(
                                    m.getName(), List.of(m.getRequiredType().getEnumConstants()));
                    case MethodArgumentTypeMismatchException m
                            when m.getRequiredType() == Boolean.class
                                    || m.getRequiredType() == boolean.class ->
                            InputError.notOneOf(m.getName(), List.of(true, false));
                    case MethodArgumentTypeMismatchException m ->
                            form(m.getName(), m.getRequiredType());
                    case MissingServletRequestParameterException m ->
                            InputError.of(m.getParameterName(), "REQUIRED");
                    case MissingServletRequestPartException m ->
                            InputError.of(m.getRequestPartName(), "REQUIRED");
                    default -> InputError.of("", "WRONG_FORM");
                };
        return problem(ProblemException.invalid(error), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> tooLarge(
            MaxUploadSizeExceededException e, HttpServletRequest request) {
        return problem(ProblemException.of(413, "BODY_TOO_LARGE"), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> notMultipart(
            MultipartException e, HttpServletRequest request) {
        if (StoreAway.isBehind(e)) {
            return anythingElse(e, request);
        }
        return problem(ProblemException.of(400, "MALFORMED_MULTIPART"), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> noSuchPath(
            NoResourceFoundException e, HttpServletRequest request) {
        return problem(ProblemException.notFound(), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> method(
            HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        var headers = new HttpHeaders();
        var allowed = e.getSupportedHttpMethods();
        headers.setAllow(paths.methodsOf(request).orElse(allowed == null ? Set.of() : allowed));
        return answer(ProblemException.of(405, "METHOD_NOT_ALLOWED"), request, headers);
    }

    /// Of a type that isn't taken here, or whose name is none.
    @ExceptionHandler({HttpMediaTypeNotSupportedException.class, InvalidMediaTypeException.class})
    ResponseEntity<Map<String, Object>> mediaType(HttpServletRequest request) {
        return problem(ProblemException.of(415, "MEDIA_TYPE_UNSUPPORTED"), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> notAcceptable(
            HttpMediaTypeNotAcceptableException e, HttpServletRequest request) {
        return problem(ProblemException.of(406, "NOT_ACCEPTABLE"), request);
    }

    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<Map<String, Object>> undecodable(HttpServletRequest request) {
        return problem(ProblemException.of(400, "MALFORMED_REQUEST"), request);
    }

    /// As much was done here as there is room for.
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> full(DocumentFullException e, HttpServletRequest request) {
        LOG.error("{} {}: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
        return problem(ProblemException.of(409, "HISTORY_FULL"), request);
    }

    @ExceptionHandler
    void clientGone(AsyncRequestNotUsableException e) {
        LOG.debug("The client went away: {}", e.toString());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> anythingElse(Exception e, HttpServletRequest request) {
        if (StoreAway.isBehind(e)) {
            LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), e.toString());
            return problem(StoreAway.problem(), request);
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return problem(ProblemException.of(500, "INTERNAL_ERROR"), request);
    }

    private ResponseEntity<Map<String, Object>> answer(
            ProblemException problem, HttpServletRequest request, HttpHeaders headers) {
        var wait = problem.wait(clock.instant());
        if (problem.status() == 503) {
            headers.set(HttpHeaders.RETRY_AFTER, StoreAway.RETRY_AFTER_SECONDS);
        } else if (wait != null) {
            var seconds = Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.document(problem, request));
    }
}
