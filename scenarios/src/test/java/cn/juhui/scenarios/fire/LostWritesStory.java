package cn.juhui.scenarios.fire;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.support.ForgetfulStore;
import cn.juhui.scenarios.support.RunningPlatform;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The evenings of [UnderFireTest] on a store that acknowledges one write of every kind and loses it, and tells nobody. Every case still ends right: who
/// waits asks. What is told of a lost write stays told, so the topics aren't compared with the histories here.
///
/// Part of the long run only, `./juhui test long`; `-Djuhui.lost.evenings=20` for more, `-Djuhui.seed=7` for another.
class LostWritesStory {

    private static final int EVENINGS = Integer.getInteger("juhui.lost.evenings", 3);
    private static final long SEED = Long.getLong("juhui.seed", 1);

    @Test
    void every_case_ends_right_though_one_write_of_every_kind_is_lost(@TempDir Path directory)
            throws Exception {
        for (long seed = SEED; seed < SEED + EVENINGS; seed++) {
            try (var store = new ForgetfulStore(directory.resolve("store-" + seed), seed)) {
                var platform = RunningPlatform.ofItsOwnOn(store.uri());
                try {
                    List<Runnable> forgets = List.of(store::forgets);
                    new Evening(platform, seed, forgets, List.of())
                            .onStoreThatForgets(store)
                            .passes();
                } finally {
                    platform.stop();
                }
                assertThat(store.lost()).contains("payouts changed", "refunds changed");
            }
        }
    }
}
