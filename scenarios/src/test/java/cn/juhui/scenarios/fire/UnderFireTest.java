package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.support.RunningPlatform;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Customers, merchants, agents, channels, the clock and a liar at once and at random, and a judge who compares what the channels really paid
/// with orders, cards, cases, payouts, histories and topics. In the middle of the first evening the whole platform, store and broker
/// included, dies without a word.
///
/// Each of four seeds in a row has its liar on another topic. `-Djuhui.seed=7` begins elsewhere, `-Djuhui.rounds=50` passes more evenings,
/// `-Djuhui.kills=true` kills in every one, and `-Djuhui.lies=PAID,ENDED` has other lies told (`NONE`: none). [UnderFireStory] is the long form.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnderFireTest {

    private static final int ROUNDS = Integer.getInteger("juhui.rounds", 4);
    private static final long SEED = Long.getLong("juhui.seed", 20_261_128L);
    private static final boolean KILLS = Boolean.getBoolean("juhui.kills");

    private final RunningPlatform platform = RunningPlatform.ofItsOwn();

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + ROUNDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void money_moves_once_where_somebody_with_a_right_to_it_said_yes(long seed) throws Exception {
        var dies = KILLS || seed == SEED;
        var deaths = dies ? List.<Runnable>of(platform::killAndStartAgain) : List.<Runnable>of();
        new Evening(platform, seed, deaths, Lie.chosen()).passes();
    }

    @AfterAll
    void stop() {
        platform.stop();
    }
}
