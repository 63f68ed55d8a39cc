package cn.juhui.scenarios;

import cn.juhui.scenarios.support.RunningPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The one-JVM platform, store and broker included, dies without a word in the middle of two hundred refunds and comes back.
class KillEverythingTest {

    @Test
    void every_acknowledged_refund_reaches_its_end_paid_once() throws Exception {
        var platform = RunningPlatform.ofItsOwn();
        try {
            new RefundsUnderFire(platform.juhui()).run(List.of(platform::killAndStartAgain));
        } finally {
            platform.stop();
        }
    }
}
