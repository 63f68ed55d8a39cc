package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.support.RunningPlatform;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The long form of [UnderFireTest]: two deaths of everything in each of many evenings. Part of the long run only, `./juhui test long`;
/// `-Djuhui.story.evenings=100` for a night.
class UnderFireStory {

    private static final int EVENINGS = Integer.getInteger("juhui.story.evenings", 12);
    private static final long SEED = Long.getLong("juhui.seed", 1);

    @Test
    void money_moves_once_however_often_everything_dies() throws Exception {
        var platform = RunningPlatform.ofItsOwn();
        try {
            List<Runnable> deaths = Collections.nCopies(2, platform::killAndStartAgain);
            for (long seed = SEED; seed < SEED + EVENINGS; seed++) {
                new Evening(platform, seed, deaths, Lie.chosen()).passes();
            }
        } finally {
            platform.stop();
        }
    }
}
