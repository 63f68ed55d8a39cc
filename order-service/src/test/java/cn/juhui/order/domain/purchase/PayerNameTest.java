package cn.juhui.order.domain.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayerNameTest {

    @ParameterizedTest
    @CsvSource({
        "张三, 张 三",
        "张三, '　张三 '",
        "买买提·艾力, 买买提•艾力",
        "买买提·艾力, 买买提艾力",
        "买买提‧艾力, 买买提・艾力",
        "买买提．艾力, 买买提･艾力",
        "买买提∙艾力, 买买提\u200b⋅艾力",
        "LI MING, Li Ming",
        "ＬＩ ＭＩＮＧ, li-ming",
        "XU XIAOXIAO, xu xiaoxiao"
    })
    void the_same_name_written_otherwise_is_the_same(String one, String other) {
        assertThat(PayerName.of(one)).isPresent().isEqualTo(PayerName.of(other));
    }

    @ParameterizedTest
    @CsvSource({"张三, 张四", "张三, 三张", "LI MING, LI MIN"})
    void another_name_is_another(String one, String other) {
        assertThat(PayerName.of(one)).isNotEqualTo(PayerName.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*三", "张＊", "张**", "○三", "  ", "··"})
    void what_is_masked_or_empty_can_not_be_compared(String told) {
        assertThat(PayerName.of(told)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"张三", "Li Ming"})
    void a_name_is_never_printed(String told) {
        assertThat(PayerName.of(told).orElseThrow().toString()).doesNotContain(told);
    }
}
