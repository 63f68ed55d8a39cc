package cn.juhui.notification.config;

import cn.juhui.notification.application.contact.SendMessages;
import cn.juhui.platform.batch.SideBySide;
import cn.juhui.platform.resilience.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Looks every second whether there is anything to send, on every instance; a few are sent at the same time.
final class Postman implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int AT_ONCE = 8;

    private final @Nullable Ticker ticker;

    /// @param works false where there is no way out of the house
    Postman(SendMessages messages, boolean works) {
        this.ticker =
                works
                        ? new Ticker(
                                "messages",
                                LOOK_EVERY,
                                () -> SideBySide.run(AT_ONCE, "messages", () -> sendAll(messages)))
                        : null;
    }

    private static void sendAll(SendMessages messages) {
        while (messages.sendNext() && !Thread.currentThread().isInterrupted()) {
            // The next one.
        }
    }

    @Override
    public void close() {
        if (ticker != null) {
            ticker.close();
        }
    }
}
