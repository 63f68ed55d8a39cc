package cn.juhui.order.adapter.payer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.order.domain.purchase.PayerName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HmacPayerPrintsTest {

    private static final PayerName ZHANG = PayerName.of("张三").orElseThrow();
    private static final PayerName LI = PayerName.of("李四").orElseThrow();
    private final HmacPayerPrints prints = new HmacPayerPrints(List.of(key(1)));
    private final String print = prints.of("shop", "NO-1", ZHANG);

    private static byte[] key(int fill) {
        var key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void a_print_recognises_its_name_on_its_order_only() {
        assertThat(prints.matches(print, "shop", "NO-1", ZHANG)).isTrue();
        assertThat(prints.matches(print, "shop", "NO-1", LI)).isFalse();
        assertThat(prints.matches(print, "shop", "NO-2", ZHANG)).isFalse();
        assertThat(prints.of("shop", "NO-2", ZHANG)).isNotEqualTo(print);
    }

    @Test
    void a_new_key_in_front_still_recognises_what_the_old_one_made() {
        var changed = new HmacPayerPrints(List.of(key(2), key(1)));
        assertThat(changed.matches(print, "shop", "NO-1", ZHANG)).isTrue();
        assertThat(changed.of("shop", "NO-1", ZHANG)).isNotEqualTo(print);
        assertThat(new HmacPayerPrints(List.of(key(2))).matches(print, "shop", "NO-1", ZHANG))
                .isFalse();
    }

    @Test
    void without_a_key_nothing_is_kept() {
        assertThat(new HmacPayerPrints(List.of()).of("shop", "NO-1", ZHANG)).isNull();
    }
}
