package cn.juhui.platform.http.problem;

import cn.juhui.platform.resilience.Outages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells a store that can't be reached, doesn't answer in time or takes no writes, and a full disk of our own, from everything else that goes wrong: then
/// nothing is known to have changed, and the same request can be sent again.
public final class StoreAway {

    static final String RETRY_AFTER_SECONDS = "2";

    private static final List<String> FULL =
            List.of(
                    "No space left on device",
                    "Disk quota exceeded",
                    "There is not enough space on the disk");

    private StoreAway() {}

    static ProblemException problem() {
        return ProblemException.of(503, "SERVICE_UNAVAILABLE");
    }

    /// Answers where no controller was reached.
    public static void answer(
            Problems problems, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        problems.write(request, response, problem());
    }

    public static boolean isBehind(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (Outages.isOfTheStore(cause) || cause instanceof IOException io && isFull(io)) {
                return true;
            }
        }
        return false;
    }

    /// No exception of Java's says so, only the system's words.
    private static boolean isFull(IOException e) {
        var message = e.getMessage();
        return message != null && FULL.stream().anyMatch(message::contains);
    }
}
