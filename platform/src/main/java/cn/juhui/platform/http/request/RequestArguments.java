package cn.juhui.platform.http.request;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.journal.Versions;
import cn.juhui.platform.security.Caller;
import cn.juhui.platform.security.Callers;
import com.github.f4b6a3.uuid.UuidCreator;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Gives controllers their [Caller], [RequestContext], [PageRequest] and other records [FromQuery].
public final class RequestArguments implements HandlerMethodArgumentResolver {

    /// The request attribute in which the idempotency filter leaves the operation's name.
    public static final String OPERATION = RequestArguments.class.getName() + ".operation";

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})", Pattern.CASE_INSENSITIVE);
    private static final Pattern RESPOND_ASYNC =
            Pattern.compile("(?:^|,)\\s*respond-async\\s*(?:[,;]|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STRONG_TAG = Pattern.compile("\"(\\d{1,18})\"");

    /// `"1", W/"2"`: a tag may hold a comma (RFC 9110, 8.8.3).
    private static final Pattern TAG = Pattern.compile("\\s*((?:W/)?\"[^\"]*\")\\s*(?:,|$)|\\s*,");

    private static final int MAX_WAIT_SECONDS = 10;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        var type = parameter.getParameterType();
        return type == Caller.class
                || type == RequestContext.class
                || type.isAnnotationPresent(FromQuery.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var type = parameter.getParameterType();
        if (type == Caller.class) {
            return Callers.current();
        }
        if (type == RequestContext.class) {
            return context(request);
        }
        return type == PageRequest.class ? page(request) : fromQuery(type, request);
    }

    private static Object fromQuery(Class<?> type, NativeWebRequest request) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType);
        var values = Arrays.stream(components).map(component -> value(component, request));
        try {
            var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " must be a record of texts", e);
        }
    }

    private static @Nullable Object value(RecordComponent component, NativeWebRequest request) {
        var sent = request.getParameterValues(component.getName());
        if (component.getType() == List.class) {
            return sent == null ? List.of() : List.of(sent);
        }
        return sent == null ? null : sent[0];
    }

    private static RequestContext context(NativeWebRequest request) {
        var named = request.getAttribute(OPERATION, RequestAttributes.SCOPE_REQUEST);
        return new RequestContext(
                named instanceof UUID operation
                        ? operation
                        : UuidCreator.getTimeOrderedEpochPlus1(),
                expected(request.getHeaderValues("If-Match")),
                wait(request.getHeaderValues("Prefer")),
                respondAsync(request.getHeaderValues("Prefer")));
    }

    /// @throws ProblemException 400 for a condition that names nothing: who sends it means one
    static @Nullable Versions expected(String @Nullable [] ifMatch) {
        if (ifMatch == null) {
            return null;
        }
        var sent = String.join(",", ifMatch).strip();
        if (sent.equals("*")) {
            return null;
        }
        if (sent.chars().allMatch(c -> c == ',' || Character.isWhitespace(c))) {
            throw ProblemException.invalid(InputError.form("If-Match", "\"1\""));
        }
        var versions = new HashSet<Long>();
        var tags = TAG.matcher(sent);
        while (tags.lookingAt() && tags.end() > tags.start()) {
            var tag = tags.group(1) == null ? "" : tags.group(1);
            var strong = STRONG_TAG.matcher(tag);
            if (strong.matches()) {
                versions.add(Long.parseLong(strong.group(1)));
            }
            tags.region(tags.end(), sent.length());
        }
        return new Versions(versions);
    }

    static Duration wait(String @Nullable [] preferences) {
        if (preferences != null) {
            for (var preference : preferences) {
                var wait = WAIT.matcher(preference);
                if (wait.find()) {
                    return Duration.ofSeconds(
                            Math.min(Integer.parseInt(wait.group(1)), MAX_WAIT_SECONDS));
                }
            }
        }
        return Duration.ZERO;
    }

    static boolean respondAsync(String @Nullable [] preferences) {
        return preferences != null
                && Arrays.stream(preferences).anyMatch(p -> RESPOND_ASYNC.matcher(p).find());
    }

    private static PageRequest page(NativeWebRequest request) {
        var limit = request.getParameter("limit");
        var cursor = request.getParameter("cursor");
        if (cursor != null && cursor.length() > PageRequest.MAX_CURSOR) {
            throw ProblemException.invalid(
                    InputError.size("cursor", true, 1, PageRequest.MAX_CURSOR));
        }
        return new PageRequest(
                limit == null ? PageRequest.DEFAULT_LIMIT : limit(limit),
                cursor == null || cursor.isEmpty() ? null : cursor);
    }

    private static int limit(String text) {
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= PageRequest.MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw outOfRange();
        }
        throw outOfRange();
    }

    private static ProblemException outOfRange() {
        return ProblemException.invalid(InputError.range("limit", 1, PageRequest.MAX_LIMIT));
    }
}
