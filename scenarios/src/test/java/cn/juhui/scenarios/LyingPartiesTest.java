package cn.juhui.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.support.RunningPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Parties who lie, at random: merchants who tell at every moment, back-dated, that the card was used, who reject, stall and offer a
/// fen; customers who are honest in half of the stories and try everything in the other half. The clock jumps in between, and in the end a
/// careful agent decides what is still open.
///
/// A merchant can delay, never take away: an honest customer gets all of their money. Nobody undoes an approval or a ruling, no window ends before
/// the customer could act, and no case ends without money and without a reason that a person gave or a rule.
///
/// `-Dadversary.stories=200` tells more of them, `-Dadversary.seed=7` others.
class LyingPartiesTest {

    private static final int STORIES = Integer.getInteger("adversary.stories", 16);
    private static final long SEED = Long.getLong("adversary.seed", 20_261_128L);
    private static final int ROUNDS = 6;
    private static final List<Duration> JUMPS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(5),
                    Duration.ofHours(26));

    private final Juhui juhui = RunningPlatform.shared().juhui();

    @Test
    void a_party_that_lies_can_delay_but_never_take_away() {
        var clock = new Random(SEED);
        var stories = new ArrayList<LyingStory>();
        for (int i = 0; i < STORIES; i++) {
            stories.add(new LyingStory(juhui, SEED + i, i % 2 == 0));
        }
        stories.forEach(LyingStory::begins);
        for (int round = 0; round < ROUNDS; round++) {
            stories.forEach(LyingStory::goesOn);
            juhui.advance(JUMPS.get(clock.nextInt(JUMPS.size())));
        }
        Awaitility.await("every case has an end")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    stories.forEach(LyingStory::isDecidedByAnAgent);
                    return stories.stream().allMatch(LyingStory::isOver);
                });
        assertThat(stories).allSatisfy(LyingStory::isFair);
        assertThat(stories.stream().filter(LyingStory::hadClaims))
                .as("stories in which the merchant claimed a use of a frozen card: %s", stories)
                .isNotEmpty();
    }
}
