package cn.juhui.evidence.domain.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The calibration of [Fingerprint].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuplicatesCorpusTest {

    private final DuplicatesCorpus corpus = new DuplicatesCorpus();

    private static boolean isSame(String what) {
        return !what.startsWith("same") && !what.startsWith("another");
    }

    private static boolean isOneValue(String what) {
        return what.contains("one value differs");
    }

    /// The rows of this kind, of which there must be some.
    private Map<String, DuplicatesCorpus.Row> rows(Predicate<String> kind) {
        var rows = new LinkedHashMap<>(corpus.rows());
        rows.keySet().removeIf(kind.negate());
        assertThat(rows).isNotEmpty();
        return rows;
    }

    @Test
    void the_same_picture_changed_is_flagged_nearly_always() {
        rows(DuplicatesCorpusTest::isSame)
                .forEach((what, row) ->
                        assertThat(row.same())
                                .as(what)
                                .isGreaterThanOrEqualTo(DuplicatesCorpus.SCREENS * 9 / 10));
    }

    @Test
    void other_values_on_the_same_page_and_other_pages_are_never_flagged() {
        rows(what -> !isSame(what) && !isOneValue(what))
                .forEach((what, row) -> assertThat(row.same()).as(what).isZero());
    }

    @Test
    void one_other_value_on_the_page_is_nearly_always_seen() {
        rows(DuplicatesCorpusTest::isOneValue)
                .forEach((what, row) ->
                        assertThat(row.same())
                                .as(what)
                                .isLessThanOrEqualTo(DuplicatesCorpus.SCREENS / 6));
    }

    @Test
    void nearly_blank_ones_look_like_nothing_not_even_like_themselves() {
        var blank =
                DuplicatesCorpus.looks(Drawings.screen(540, 960, 1, 20, Color.WHITE, Color.BLACK));
        assertThat(blank.sameAs(blank)).isEmpty();
        assertThat(blank.keys()).isEmpty();
    }

    @Test
    void what_was_stored_before_there_were_engravings_is_told_apart_by_its_sketch() {
        var picture = DuplicatesCorpus.looks(Drawings.screen());
        var old = new Fingerprint(picture.hash(), null, picture.sketch(), null);
        assertThat(old.sameAs(picture)).hasValue(100);
        assertThat(picture.sameAs(old)).hasValue(100);
        assertThat(old.keys()).isSubsetOf(picture.keys());
    }

    @Test
    void the_table_in_the_docs_is_the_one_of_this_corpus() throws IOException {
        var docs = Files.readAllLines(Path.of("../docs/evidence.md"));
        assertThat(docs)
                .as("docs/evidence.md needs this table:\n%s", String.join("\n", corpus.table()))
                .containsSequence(corpus.table());
    }
}
