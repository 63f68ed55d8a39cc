package cn.juhui.platform.http.request;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.kernel.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Opaque cursors of lists: the sort key of the last row of a page. A cursor shows nothing that its holder could not see, and
/// grants nothing: every page is filtered for the caller again.
public final class Cursors {

    private static final String SEPARATOR = "\u001f";

    private Cursors() {}

    public static String encode(String... parts) {
        var text = String.join(SEPARATOR, parts);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @param parts how many there must be
    /// @throws ProblemException 400 when the cursor is none of ours
    public static List<String> decode(String cursor, int parts) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var decoded = List.of(text.split(SEPARATOR, -1));
            if (decoded.size() == parts) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    /// The cursor of a list that goes by a time, and by an id among those of one time.
    public static String encode(Instant at, String id) {
        return encode(at.toString(), id);
    }

    /// Where such a list goes on.
    ///
    /// @param cursor null for its beginning
    /// @return null for its beginning
    /// @throws ProblemException 400 when the cursor is none of ours
    public static <P> @Nullable P position(
            @Nullable String cursor, BiFunction<Instant, String, P> position) {
        if (cursor == null) {
            return null;
        }
        var parts = decode(cursor, 2);
        return position.apply(instant(parts.getFirst()), parts.getLast());
    }

    /// A time that the store knows.
    ///
    /// @throws ProblemException 400 when the cursor is none of ours
    public static Instant instant(String part) {
        try {
            var at = Instant.parse(part);
            if (Limits.holds(at)) {
                return at;
            }
        } catch (DateTimeParseException e) {
            throw invalid();
        }
        throw invalid();
    }

    /// 400: the cursor is none of ours.
    public static ProblemException invalid() {
        return ProblemException.invalid(InputError.of("cursor", "WRONG_FORM").as("cursor"));
    }
}
