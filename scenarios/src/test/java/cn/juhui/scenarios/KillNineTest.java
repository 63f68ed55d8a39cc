package cn.juhui.scenarios;

import cn.juhui.scenarios.support.RunningPlatform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every service is a process of its own; one dies without a word in the middle of two hundred refunds and comes back.
/// Six JVMs at once: the longest of the stories.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillNineTest {

    private RunningPlatform platform;

    @BeforeAll
    void start() {
        platform = RunningPlatform.ofSeparateProcesses();
    }

    @AfterAll
    void stop() {
        platform.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-service",
                "refund-service",
                "payout-service",
                "notification-service",
                "evidence-service"
            })
    void every_acknowledged_refund_reaches_its_end_paid_once(String victim) throws Exception {
        new RefundsUnderFire(platform.juhui())
                .run(() -> {
                    platform.kill(victim);
                    platform.startService(victim);
                });
    }
}
