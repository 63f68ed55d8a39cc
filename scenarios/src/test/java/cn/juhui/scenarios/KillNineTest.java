package cn.juhui.scenarios;

import cn.juhui.scenarios.support.RunningPlatform;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every service is a process of its own; each in its turn dies without a word in the middle of many refunds and comes back. The merchant's system is told of all of it meanwhile.
class KillNineTest {

    @Test
    void every_acknowledged_refund_reaches_its_end_paid_once_whichever_service_dies()
            throws Exception {
        var platform = RunningPlatform.ofSeparateProcesses();
        try (var erp = new MerchantSystem()) {
            var fire = new RefundsUnderFire(platform.juhui());
            erp.subscribe(platform.juhui().merchant(fire.shop()));
            fire.run(
                    Stream.of(
                                    "order-service",
                                    "refund-service",
                                    "payout-service",
                                    "notification-service",
                                    "evidence-service")
                            .map(victim -> death(platform, victim))
                            .toList());
            erp.assertToldOfEverything(RefundsUnderFire.REFUNDS);
        } finally {
            platform.stop();
        }
    }

    private static Runnable death(RunningPlatform platform, String victim) {
        return () -> {
            platform.kill(victim);
            platform.startService(victim);
        };
    }
}
