package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.support.RunningPlatform;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Customers, merchants, agents, channels and the clock at once and at random, and a judge who compares what the channels really paid with
/// orders, cards, cases, payouts, histories and topics.
///
/// `-Djuhui.rounds=50` passes more evenings, `-Djuhui.seed=7` others; with `-Djuhui.kills=true` the whole platform, store and broker
/// included, dies without a word in the middle of every one instead of the first one only.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnderFireTest {

    private static final int ROUNDS = Integer.getInteger("juhui.rounds", 4);
    private static final long SEED = Long.getLong("juhui.seed", 20_261_128L);
    private static final boolean KILLS = Boolean.getBoolean("juhui.kills");

    private static final List<Lie> LIES =
            Stream.of(System.getProperty("juhui.lies", "").split(","))
                    .filter(name -> !name.isEmpty())
                    .map(Lie::valueOf)
                    .toList();

    private final RunningPlatform platform = RunningPlatform.ofItsOwn();

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + ROUNDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void money_moves_once_where_somebody_with_a_right_to_it_said_yes(long seed) throws Exception {
        var dies = KILLS || seed == SEED;
        var deaths = dies ? List.<Runnable>of(platform::killAndStartAgain) : List.<Runnable>of();
        new Evening(platform, seed, deaths, LIES).passes();
    }

    @AfterAll
    void stop() {
        platform.stop();
    }
}
