package cn.juhui.scenarios.processes;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The short form of [TwoInstancesStory]: gateway and refund-service run twice, the rest once, and customers come slowly.
class TwoInstancesTest {

    @Test
    void nobody_notices_that_instances_die_and_leave_but_those_in_flight() throws Exception {
        try (var cluster = Cluster.start(List.of("gateway", "refund-service"))) {
            new RollingStory(cluster, 4, 10).unfold();
        }
    }
}
