package cn.juhui.notification.adapter.receiver;

import cn.juhui.notification.application.webhook.Receivers.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/// What is read of a receiver's answer: its status, the beginning of its body and how long it wants to be left alone.
final class Answers {

    private static final int MOST_BYTES = 4_096;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,7}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n]]");

    private Answers() {}

    /// What was read.
    ///
    /// @param whole whether nothing of the body is left
    record Read(Answer answer, boolean whole) {}

    static Read read(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        var beginning =
                entity == null ? new byte[0] : entity.getContent().readNBytes(MOST_BYTES + 1);
        var answer =
                new Answer(
                        response.getCode(),
                        null,
                        text(beginning),
                        retryAfter(response, Instant.now()));
        return new Read(answer, beginning.length <= MOST_BYTES);
    }

    private static @Nullable String text(byte[] beginning) {
        var text = new String(beginning, StandardCharsets.UTF_8);
        return text.isEmpty() ? null : UNPRINTABLE.matcher(text).replaceAll("");
    }

    private static @Nullable Duration retryAfter(ClassicHttpResponse response, Instant now) {
        var header = response.getFirstHeader("Retry-After");
        if (header == null || header.getValue() == null) {
            return null;
        }
        var said = header.getValue().strip();
        if (SECONDS.matcher(said).matches()) {
            return Duration.ofSeconds(Long.parseLong(said));
        }
        try {
            var until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(said));
            return until.isAfter(now) ? Duration.between(now, until) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
