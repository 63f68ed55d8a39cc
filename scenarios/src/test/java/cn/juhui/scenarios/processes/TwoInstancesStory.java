package cn.juhui.scenarios.processes;

import org.junit.jupiter.api.Test;

/// Two instances of every service and of the gateway, each a process of its own, and fifty express refunds per second for a
/// minute or as long as it takes; one of each is killed, the other one of each is asked to stop, all are started again. A
/// machine that can't keep that pace is told from the log: customers wait while as many as it can bear are unanswered.
///
/// Thirteen JVMs and some minutes, so it is part of the long run only: `./juhui test long`; `-Djuhui.story.rate=20` for another
/// pace.
class TwoInstancesStory {

    private static final int PER_SECOND = Integer.getInteger("juhui.story.rate", 50);

    @Test
    void nobody_notices_that_instances_die_and_leave_but_those_in_flight() throws Exception {
        try (var cluster = Cluster.start(Parts.ALL)) {
            new RollingStory(cluster, PER_SECOND, 60).unfold();
        }
    }
}
