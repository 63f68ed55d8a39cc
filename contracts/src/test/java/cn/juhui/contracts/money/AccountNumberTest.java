package cn.juhui.contracts.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountNumberTest {

    @ParameterizedTest
    @CsvSource({
        "BANK_CARD, '6222 0200-9000 0123', 6222020090000123",
        "BANK_CARD, '\u00a0６２２２\t0200\u30009000\u200b0123\ufeff', 6222020090000123",
        "BANK_CARD, 6222020001000000123, 6222020001000000123",
        "ALIPAY, '+86 138 0013 8000', 13800138000",
        "WECHAT_PAY, '\uff0b８６ 138-0013-8000', 13800138000",
        "ALIPAY, 008613800138000, 13800138000",
        "ALIPAY, ' li-ming@example.com ', li-ming@example.com",
        "WECHAT_PAY, wxid_a-1, wxid_a-1"
    })
    void is_what_was_typed_without_what_nobody_means(
            PaymentChannel channel, String typed, String number) {
        assertThat(AccountNumber.typed(typed, channel)).contains(new AccountNumber(number));
    }

    @ParameterizedTest
    @CsvSource({
        "BANK_CARD, 62220",
        "BANK_CARD, 6222020090000124",
        "BANK_CARD, 6222020090000A23",
        "BANK_CARD, 6222.0200.9000.0123",
        "BANK_CARD, 62220200900001230000",
        "BANK_CARD, +6222020090000123",
        "ALIPAY, 12",
        "ALIPAY, 1380013\u202e8000)",
        "WECHAT_PAY, '   '"
    })
    void is_none_where_no_account_of_the_channel_can_have_it(PaymentChannel channel, String typed) {
        assertThat(AccountNumber.typed(typed, channel)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "6222021234567890123, 6222 **** **** 0123",
        "6222021234560123, 6222 **** **** 0123",
        "13812345678, 138****5678",
        "zhangsan@example.com, z***@example.com",
        "wxid_1, w****_1",
        "abcde, ****"
    })
    void is_shown_so_that_only_its_owner_knows_it(String number, String masked) {
        assertThat(new AccountNumber(number).masked()).isEqualTo(masked);
        assertThat(new AccountNumber(number)).hasToString(masked);
    }
}
