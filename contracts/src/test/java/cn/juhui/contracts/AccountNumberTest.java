package cn.juhui.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountNumberTest {

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
