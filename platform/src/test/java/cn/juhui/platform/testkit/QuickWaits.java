package cn.juhui.platform.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// What a test waits for is looked for at once, then often, and the longer it takes the more seldom: every 5 ms at first, every
/// 100 ms after a second. Found by JUnit itself (`META-INF/services`), so no test names it.
public final class QuickWaits implements BeforeAllCallback {

    private static final Duration FIRST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(100);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval((looks, before) -> pause(looks));
    }

    private static Duration pause(int looks) {
        var pause = FIRST.multipliedBy(looks);
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
