package cn.juhui.refund.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {

    @Test
    void are_like_however_they_are_written() {
        assertThat(Statements.areLike("卡密无效，无法充值！", " 卡密无效 无法充值。")).isTrue();
        assertThat(Statements.areLike("Code INVALID", "ｃｏｄｅ invalid.")).isTrue();
        assertThat(Statements.areLike("卡密无效", "卡密无效，运营商已出具证明")).isFalse();
    }
}
