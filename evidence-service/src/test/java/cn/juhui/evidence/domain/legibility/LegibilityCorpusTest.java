package cn.juhui.evidence.domain.legibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void what_can_be_read_is_never_refused() {
        corpus.forEachKind(kind -> {
            if (kind.startsWith("sharp") || kind.startsWith("soft") || kind.startsWith("cut")) {
                assertThat(refused(kind)).as(kind).isZero();
            }
        });
    }

    @Test
    void what_cannot_be_read_is_never_called_clear() {
        corpus.forEachKind(kind -> {
            if (!kind.startsWith("sharp") && !kind.startsWith("soft") && !kind.startsWith("cut")) {
                assertThat(corpus.count(kind, "CLEAR")).as(kind).isZero();
            }
        });
    }

    @Test
    void what_is_blank_or_black_or_tiny_is_always_refused() {
        corpus.forEachKind(kind -> {
            if (kind.startsWith("blank") || kind.startsWith("nearly") || kind.startsWith("too")) {
                for (var verdict : new String[] {"CLEAR", "SOFT", "CUT_OFF"}) {
                    assertThat(corpus.count(kind, verdict)).as(kind).isZero();
                }
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
