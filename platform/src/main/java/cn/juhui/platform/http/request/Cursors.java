package cn.juhui.platform.http.request;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

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

    /// 400: the cursor is none of ours.
    public static ProblemException invalid() {
        return ProblemException.invalid(InputError.of("cursor", "WRONG_FORM").as("cursor"));
    }
}
