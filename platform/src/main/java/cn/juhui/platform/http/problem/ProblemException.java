package cn.juhui.platform.http.problem;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.http.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ends a request with a problem document (RFC 9457). Only thrown in `adapter.http`, where refusals become answers; the domain
/// answers with values.
///
/// The texts come from the message bundles: `problem.<CODE>.title` and `problem.<CODE>.detail` with the arguments.
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String REASON = "reason";
    private static final String UNTIL = "until";

    private final int status;
    private final String code;
    private final transient List<Object> arguments;
    private final transient List<InputError> errors;
    private final transient List<RuleOutcome> rules;
    private final transient Map<String, Object> members;

    private ProblemException(
            int status,
            String code,
            List<Object> arguments,
            List<InputError> errors,
            List<RuleOutcome> rules,
            Map<String, Object> members) {
        super(status + " " + code);
        this.status = status;
        this.code = code;
        this.arguments = arguments;
        this.errors = errors;
        this.rules = rules;
        this.members = members;
    }

    /// One wrong place of the input.
    ///
    /// @param pointer RFC 6901 into the body, or the name of a parameter or header
    /// @param code stable, upper case; its text is `input.<CODE>` in the bundles
    /// @param variant a text that tells more, `input.<CODE>.<variant>`; empty for the plain one
    public record InputError(String pointer, String code, String variant, List<Object> arguments) {

        private static final String INSTANT = "2026-11-24T01:00:00Z";

        public static InputError of(String pointer, String code, Object... arguments) {
            return new InputError(pointer, code, "", List.of(arguments));
        }

        /// `WRONG_FORM`, with what would be right.
        public static InputError form(String pointer, String example) {
            return of(pointer, "WRONG_FORM", example).as("example");
        }

        /// `WRONG_FORM` of an instant that a query names. An offset's plus arrives as a blank where it isn't encoded, which nobody sees.
        public static InputError instant(String pointer, @Nullable String sent) {
            return sent != null && sent.strip().indexOf(' ') > 0
                    ? of(pointer, "WRONG_FORM", INSTANT).as("plus")
                    : form(pointer, INSTANT);
        }

        /// `WRONG_SIZE` of a text, in characters, or of a list.
        public static InputError size(String pointer, boolean isText, int min, int max) {
            var unit = isText ? "characters" : "items";
            return min == 0
                    ? of(pointer, "WRONG_SIZE", max).as(unit + ".atMost")
                    : of(pointer, "WRONG_SIZE", min, max).as(unit);
        }

        /// `OUT_OF_RANGE`, with the range.
        public static InputError range(String pointer, Object lowest, Object highest) {
            return within(pointer, "OUT_OF_RANGE", lowest, highest);
        }

        /// A code whose texts tell a range, as far as there is one: `between`, `least`, `most`.
        public static InputError within(
                String pointer, String code, @Nullable Object lowest, @Nullable Object highest) {
            if (lowest != null && highest != null) {
                return of(pointer, code, lowest, highest).as("between");
            }
            if (lowest != null) {
                return of(pointer, code, lowest).as("least");
            }
            return highest == null ? of(pointer, code) : of(pointer, code, highest).as("most");
        }

        /// `NOT_ONE_OF`: what can be chosen is told to programs (`allowed`), people choose from a list.
        public static InputError notOneOf(String pointer, Collection<?> allowed) {
            return of(pointer, "NOT_ONE_OF", List.copyOf(allowed));
        }

        /// What can be chosen; empty where that is no question.
        List<String> allowed() {
            return arguments.stream()
                    .filter(List.class::isInstance)
                    .flatMap(some -> ((List<?>) some).stream())
                    .map(String::valueOf)
                    .toList();
        }

        /// The same with the text of this variant.
        public InputError as(String newVariant) {
            return new InputError(pointer, code, newVariant, arguments);
        }

        /// What is wrong, in words.
        public String text(Texts texts, Locale locale) {
            var key = variant.isEmpty() ? code : code + "." + variant;
            return texts.in(locale, "input." + key, arguments.toArray());
        }
    }

    /// @param status the HTTP status
    /// @param code stable, upper case, says what is true
    public static ProblemException of(int status, String code, Object... arguments) {
        return new ProblemException(
                status, code, List.of(arguments), List.of(), List.of(), Map.of());
    }

    /// The same code for several reasons, each with words of its own: `problem.<CODE>.<REASON>.detail`, and the reason as a member.
    public static ProblemException because(int status, String code, String reason) {
        return of(status, code).with(REASON, reason);
    }

    /// 404: what the caller is no side of does not exist for them.
    public static ProblemException notFound() {
        return of(404, "NOT_FOUND");
    }

    /// 403: the caller's role may not do this.
    public static ProblemException forbidden() {
        return of(403, "FORBIDDEN");
    }

    /// @throws ProblemException 403 for a caller who may not
    public static void forbiddenUnless(boolean may) {
        if (!may) {
            throw forbidden();
        }
    }

    /// 400 `INVALID_INPUT` with its places.
    public static ProblemException invalid(InputError... errors) {
        return new ProblemException(
                400, "INVALID_INPUT", List.of(), List.of(errors), List.of(), Map.of());
    }

    /// 422: the refund rules say no; each rule with its text and what to do instead.
    public static ProblemException refusedByRules(String code, List<RuleOutcome> rules) {
        return new ProblemException(422, code, List.of(), List.of(), rules, Map.of());
    }

    /// 409 `ACTION_NOT_ALLOWED`: the state doesn't allow the action (any more).
    public static ProblemException actionNotAllowed(String currentStatus) {
        return new ProblemException(
                409,
                "ACTION_NOT_ALLOWED",
                List.of(Words.status(currentStatus)),
                List.of(),
                List.of(),
                Map.of("currentStatus", currentStatus));
    }

    /// The same because of `TOO_EARLY`: see [#until(Instant)] for when it will be allowed.
    ///
    /// @param when for people
    public static ProblemException tooEarly(String currentStatus, String when) {
        return new ProblemException(
                409,
                "ACTION_NOT_ALLOWED",
                List.of(when),
                List.of(),
                List.of(),
                Map.of("currentStatus", currentStatus, REASON, "TOO_EARLY"));
    }

    /// 412 `STALE_VERSION`: the caller saw an older version.
    public static ProblemException stale(long currentVersion) {
        return new ProblemException(
                412,
                "STALE_VERSION",
                List.of(),
                List.of(),
                List.of(),
                Map.of("currentVersion", currentVersion));
    }

    /// The same problem with one more member that says more about it.
    public ProblemException with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new ProblemException(status, code, arguments, errors, rules, more);
    }

    /// The same problem, until then: as a member, and in seconds as `Retry-After`.
    public ProblemException until(Instant then) {
        return with(UNTIL, then);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /// What names its detail in the message bundles.
    public String detailKey() {
        var reason = members.get(REASON);
        return "problem." + code + (reason == null ? "" : "." + reason) + ".detail";
    }

    /// For how long it makes no sense to try again; null where nobody can say.
    @Nullable Duration wait(Instant now) {
        return members.get(UNTIL) instanceof Instant then ? Duration.between(now, then) : null;
    }

    List<Object> arguments() {
        return arguments;
    }

    List<InputError> errors() {
        return errors;
    }

    List<RuleOutcome> rules() {
        return rules;
    }

    Map<String, Object> members() {
        return members;
    }
}
