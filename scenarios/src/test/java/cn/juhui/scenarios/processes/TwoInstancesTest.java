package cn.juhui.scenarios.processes;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The short form of [TwoInstancesStory]: gateway, refund- and payout-service run twice, the rest once.
class TwoInstancesTest {

    @Test
    void nobody_notices_that_instances_die_and_leave_but_those_in_flight() throws Exception {
        var twice = List.of("gateway", "refund-service", "payout-service");
        try (var cluster = Cluster.start(twice)) {
            new RollingStory(cluster, 10, 15).unfold();
        }
    }
}
