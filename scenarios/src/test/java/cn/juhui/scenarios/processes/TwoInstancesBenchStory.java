package cn.juhui.scenarios.processes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.support.Jvm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bench on two instances of every service and of the gateway, each a process of its own: what it prints is in the log, life cycles per second and what one
/// costs all these processes. `-Djuhui.story.rate=20` for another pace of its open loop.
class TwoInstancesBenchStory {

    private static final Logger LOG = LoggerFactory.getLogger(TwoInstancesBenchStory.class);

    /// Two warm-ups of three minutes at most, and the rest.
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Test
    void the_bench_counts_what_thirteen_processes_do_together() {
        var perSecond = System.getProperty("juhui.story.rate", "10");
        try (var cluster = Cluster.start(Parts.ALL)) {
            var bench =
                    Jvm.startWork(
                            "bench",
                            "cn.juhui.scenarios.bench.Bench",
                            List.of("20", "8", perSecond),
                            cluster.forABench());
            assertThat(bench.awaitEnd(PATIENCE)).isZero();
            LOG.info("{}", bench.output());
            assertThat(bench.output())
                    .contains("EXPRESS, 8 at once", "REVIEWED, 8 at once", "floor, 8 at once")
                    .doesNotContain("Nobody tells", "No floor", "failed, such as");
        }
    }
}
