package cn.juhui.evidence.domain.legibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegibilityCorpusTest {

    private final LegibilityCorpus corpus = new LegibilityCorpus();

    private int refused(String kind) {
        return corpus.count(kind, "BLURRED")
                + corpus.count(kind, "BLANK")
                + corpus.count(kind, "TOO_DARK")
                + corpus.count(kind, "TOO_SMALL");
    }

    private static boolean isReadable(String kind) {
        return Stream.of("sharp", "soft", "cut").anyMatch(kind::startsWith);
    }

    private static boolean isHopeless(String kind) {
        return Stream.of("blank", "nearly", "too").anyMatch(kind::startsWith);
    }

    /// The kinds of pictures of which this is said; there must be some.
    private List<String> kinds(Predicate<String> which) {
        var kinds = corpus.kinds().stream().filter(which).toList();
        assertThat(kinds).isNotEmpty();
        return kinds;
    }

    @Test
    void what_can_be_read_is_never_refused() {
        assertThat(kinds(LegibilityCorpusTest::isReadable))
                .allSatisfy(kind -> assertThat(refused(kind)).as(kind).isZero());
    }

    @Test
    void what_cannot_be_read_is_never_called_clear() {
        assertThat(kinds(kind -> !isReadable(kind)))
                .allSatisfy(kind -> assertThat(corpus.count(kind, "CLEAR")).as(kind).isZero());
    }

    @Test
    void what_is_blank_or_black_or_tiny_is_always_refused() {
        assertThat(kinds(LegibilityCorpusTest::isHopeless))
                .allSatisfy(kind -> {
                    for (var verdict : List.of("CLEAR", "SOFT", "CUT_OFF")) {
                        assertThat(corpus.count(kind, verdict)).as(kind).isZero();
                    }
                });
    }

    @Test
    void the_table_in_the_docs_is_the_one_of_this_corpus() throws IOException {
        var docs = Files.readAllLines(Path.of("../docs/evidence.md"));
        assertThat(docs)
                .as("docs/evidence.md needs this table:\n%s", String.join("\n", corpus.table()))
                .containsSequence(corpus.table());
    }
}
