package cn.juhui.evidence.adapter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.HostileFiles;
import cn.juhui.evidence.application.picture.ImageProcessing.Outcome;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.legibility.LegibilityRule;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HostileFilesTest {

    private static final ImageIoProcessing DARKROOM =
            new ImageIoProcessing(
                    new IntakeLimits(10 * 1024 * 1024, 44_000_000, 30_000, 20),
                    LegibilityRule.DEFAULT,
                    2,
                    10,
                    Duration.ofSeconds(20));

    @AfterAll
    static void close() {
        DARKROOM.close();
    }

    @TestFactory
    Stream<DynamicTest> each_is_refused_for_what_it_is_and_the_next_good_file_is_taken() {
        var good = Drawings.png(Drawings.screen());
        return HostileFiles.all().entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> {
                                    var hostile = entry.getValue();
                                    assertThat(refusal(hostile.file().get()))
                                            .isEqualTo(hostile.refusal());
                                    assertThat(DARKROOM.develop(good))
                                            .isInstanceOf(Outcome.Developed.class);
                                }));
    }

    @Test
    void the_corpus_is_large_enough_to_mean_something() {
        assertThat(HostileFiles.all()).hasSizeGreaterThanOrEqualTo(40);
    }

    private static String refusal(byte[] file) {
        return DARKROOM.develop(file) instanceof Outcome.Refused(var refusal)
                ? switch (refusal) {
                    case Refusal.TypeUnsupported(var kind) -> "EVIDENCE_TYPE_UNSUPPORTED " + kind;
                    case Refusal.TooLarge(var measure, _) -> "EVIDENCE_TOO_LARGE " + measure;
                    case Refusal.Corrupt(var damage) -> "EVIDENCE_CORRUPT " + damage;
                    case Refusal.Illegible(var legibility) ->
                            "EVIDENCE_ILLEGIBLE " + legibility.reasons().getFirst();
                    case Refusal.LimitReached _ -> "EVIDENCE_LIMIT_REACHED";
                    case Refusal.Infected _ -> "EVIDENCE_INFECTED";
                }
                : "taken in";
    }
}
