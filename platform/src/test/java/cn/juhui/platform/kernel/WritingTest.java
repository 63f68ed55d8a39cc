package cn.juhui.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTest {

    /// The last ones: not in this machine's tables, as an emoji of next year, and private ones, as some phones have.
    @ParameterizedTest
    @ValueSource(ints = {'a', '张', 0x20bb7, 0x1f600, 0x1faff, 0x4a79c, 0xe000})
    void a_character_or_a_box_is_seen(int c) {
        assertThat(Writing.isSeen(c)).isTrue();
        assertThat(Writing.sought(Character.toString(c))).isEqualTo(Character.toString(c));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                ' ', '\t', 0, 0x7f, 0xa0, 0xad, 0x200b, 0x2065, 0x3000, 0xfe0f, 0xfeff, 0xfdd0,
                0xfff5, 0xffff, 0x1fffe, 0xe0020, 0xe01ef, 0xe0fff
            })
    void what_is_drawn_as_nothing_is_not_seen(int c) {
        assertThat(Writing.isSeen(c)).isFalse();
        assertThat(Writing.sought(Character.toString(c))).isEmpty();
    }
}
