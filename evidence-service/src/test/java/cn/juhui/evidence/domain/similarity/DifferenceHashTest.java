package cn.juhui.evidence.domain.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.domain.picture.Luminance;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DifferenceHashTest {

    private static final int DETAIL = DifferenceHash.ENOUGH_DETAIL;

    private static Luminance picture(int width, int height, int... fields) {
        var values = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                values[y * width + x] = (byte) fields[y * 8 / height * 9 + x * 9 / width];
            }
        }
        return new Luminance(width, height, values);
    }

    private static int[] randomFields(long seed) {
        return new Random(seed).ints(72, 0, 256).toArray();
    }

    @Test
    void a_bit_says_that_a_field_is_clearly_brighter_than_its_right_neighbour() {
        var fields = new int[72];
        fields[0] = 100;
        fields[70] = 100;
        fields[40] = 1;
        var hash = DifferenceHash.of(picture(90, 80, fields));
        assertThat(hash.bits()).isEqualTo(1L << 63 | 1L << 0);
        assertThat(hash.detail()).isEqualTo(3);
    }

    @Test
    void size_does_not_matter() {
        var fields = randomFields(1);
        assertThat(DifferenceHash.of(picture(900, 1600, fields)))
                .isEqualTo(DifferenceHash.of(picture(90, 80, fields)));
    }

    @Test
    void pictures_that_differ_in_three_bits_always_have_a_key_in_common() {
        var random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            var one = new DifferenceHash(random.nextLong(), DETAIL);
            var bits = one.bits();
            for (int flips = random.nextInt(DifferenceHash.ALWAYS_FOUND + 1); flips > 0; flips--) {
                bits ^= 1L << random.nextInt(64);
            }
            var other = new DifferenceHash(bits, DETAIL);
            assertThat(Collections.disjoint(one.keys(), other.keys())).isFalse();
        }
    }

    @Test
    void with_one_bit_more_they_may_have_none() {
        var one = new DifferenceHash(0, DETAIL);
        var other = new DifferenceHash(1L | 1L << 16 | 1L << 32 | 1L << 48, DETAIL);
        assertThat(one.distanceTo(other)).isEqualTo(4);
        assertThat(one.keys()).containsExactly("0:0000", "1:0000", "2:0000", "3:0000");
        assertThat(Collections.disjoint(one.keys(), other.keys())).isTrue();
    }

    @Test
    void a_picture_that_is_nearly_blank_has_no_keys() {
        var blank = DifferenceHash.of(picture(200, 200, new int[72]));
        assertThat(blank.keys()).isEmpty();
    }
}
