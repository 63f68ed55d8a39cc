package cn.juhui.evidence.domain.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Screens;
import cn.juhui.evidence.domain.picture.Luminance;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/// Long screenshots: many screens below one another.
class LongDuplicatesTest {

    private static final int SCREENS = 10;
    private static final Fingerprint MINE = DuplicatesCorpus.looks(pages(1, 5));

    private static BufferedImage pages(long layout, long values) {
        var first = Screens.screen(layout, values);
        var picture = Drawings.blank(first.getWidth(), SCREENS * first.getHeight(), Color.WHITE);
        var brush = picture.createGraphics();
        for (int i = 0; i < SCREENS; i++) {
            var page = Screens.screen(layout + 2L * i, values + i);
            brush.drawImage(page, 0, i * first.getHeight(), null);
        }
        brush.dispose();
        return picture;
    }

    @Test
    void the_same_one_compressed_is_the_same() {
        var sent = Drawings.read(Drawings.jpeg(pages(1, 5), 0.4f, false));
        assertThat(MINE.sameAs(DuplicatesCorpus.looks(sent))).isPresent();
    }

    @Test
    void the_same_pages_with_other_values_are_not_the_same() {
        assertThat(MINE.sameAs(DuplicatesCorpus.looks(pages(1, 900)))).isEmpty();
    }

    @Test
    void other_pages_are_not_the_same() {
        assertThat(MINE.sameAs(DuplicatesCorpus.looks(pages(41, 5)))).isEmpty();
    }

    @Test
    void its_engraving_is_fine_enough_to_show_lines_of_writing_and_not_much_larger_than_others() {
        var engraving = StrokeMap.of(new Luminance(464, 12_900, new byte[464 * 12_900]));
        assertThat(engraving.columns()).isEqualTo(40);
        assertThat(engraving.rows()).isEqualTo(1_112);
    }
}
