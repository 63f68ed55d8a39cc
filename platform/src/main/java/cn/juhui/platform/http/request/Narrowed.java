package cn.juhui.platform.http.request;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.kernel.Limits;
import cn.juhui.platform.kernel.Writing;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a query narrows a list to, checked before it reaches the store. What wasn't sent narrows nothing.
public final class Narrowed {

    private Narrowed() {}

    /// @param longest in characters as people count them
    /// @throws ProblemException 400 `WRONG_SIZE` at this parameter
    public static @Nullable String text(String name, @Nullable String sent, int longest) {
        if (sent != null && Writing.length(sent) > longest) {
            throw ProblemException.invalid(InputError.size(name, true, 1, longest));
        }
        return sent;
    }

    /// @param longest in characters as people count them
    /// @param otherwise what is said of one without the form
    /// @throws ProblemException 400 `WRONG_SIZE` at this parameter, or with what is said otherwise
    public static @Nullable String text(
            String name,
            @Nullable String sent,
            int longest,
            Predicate<String> form,
            InputError otherwise) {
        var text = text(name, sent, longest);
        if (text != null && !form.test(text)) {
            throw ProblemException.invalid(otherwise);
        }
        return text;
    }

    /// As RFC 3339 has it; the store knows no times far outside of ours.
    ///
    /// @throws ProblemException 400 `WRONG_FORM` or `OUT_OF_RANGE` at this parameter
    public static @Nullable Instant time(String name, @Nullable String sent) {
        try {
            var time = sent == null ? null : Instant.parse(sent);
            if (time == null || Limits.holds(time)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(InputError.instant(name, sent));
        }
        throw ProblemException.invalid(InputError.range(name, Limits.EARLIEST, Limits.LATEST));
    }
}
