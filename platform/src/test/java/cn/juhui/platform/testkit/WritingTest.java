package cn.juhui.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of writing bite, and let good texts pass.
class WritingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "服务暂时无法访问,请重试 | half-width",
                "退款(全额) | half-width",
                "请重试. | half-width",
                "需要: 凭证 | half-width",
                "商家说\"不退\" | half-width",
                "还需要 INVALID_CARD | a code",
                "状态为 PAYING | a code",
                "凭证 evd_0123 不存在 | an id",
                "依据规则 R4 | the number of a rule",
                "在 2026-11-24T01:00:00Z 前 | a time for machines",
                "金额 9900 分 | minor units",
                "see orderId | the name of a member",
                "Refund of 9900 fen | minor units",
                "Closed， for good | full-width"
            })
    void a_fault_is_named(String text, String fault) {
        assertThat(Writing.faults("status.X", text, false))
                .anySatisfy(found -> assertThat(found).contains(fault));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "订单 {0} 的退款 {1} 已提交，请在北京时间 {2} 前处理。",
                "图片任一边不能超过 {0} 像素（PNG、JPEG）。",
                "请在 {0} 分钟后重试",
                "The merchant decides by {0} (Beijing time)",
                "可退金额 = 实付金额 × 剩余面值 ÷ 面值，向下取整到分。"
            })
    void a_good_text_passes(String text) {
        assertThat(Writing.faults("status.X", text, true)).isEmpty();
    }

    @Test
    void a_request_has_names() {
        assertThat(Writing.faults("input.X", "填写 costBearer", false)).isEmpty();
        assertThat(Writing.faults("problem.X.detail", "见 costBearer", false)).isEmpty();
        assertThat(Writing.faults("problem.X.detail", "状态 PLATFORM_REVIEW", false)).isNotEmpty();
    }

    @Test
    void an_apostrophe_in_a_filled_text_is_written_twice() {
        assertThat(Writing.faults("status.X", "It can't be {0}", true)).isNotEmpty();
        assertThat(Writing.faults("status.X", "It can''t be {0}", true)).isEmpty();
        assertThat(Writing.faults("status.X", "It can't be", false)).isEmpty();
    }
}
