package cn.juhui.payout.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.PaymentChannel;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedArrivalTest {

    @Test
    void wallets_take_two_hours() {
        var friday = Instant.parse("2026-11-20T23:00:00Z");
        var saturday = Instant.parse("2026-11-21T01:00:00Z");
        assertThat(ExpectedArrival.of(PaymentChannel.ALIPAY, friday)).isEqualTo(saturday);
        assertThat(ExpectedArrival.of(PaymentChannel.WECHAT_PAY, friday)).isEqualTo(saturday);
    }

    @ParameterizedTest(name = "sent {0}, there {1}")
    @CsvSource({
        "2026-11-23T02:00:00Z, 2026-11-26T02:00:00Z", // Monday to Thursday
        "2026-11-26T02:00:00Z, 2026-12-01T02:00:00Z", // Thursday to Tuesday
        "2026-11-28T02:00:00Z, 2026-12-02T02:00:00Z", // Saturday to Wednesday
        "2026-11-27T17:00:00Z, 2026-12-01T17:00:00Z", // in China already Saturday: to Wednesday
    })
    void bank_cards_take_three_working_days_in_china(Instant sent, Instant there) {
        assertThat(ExpectedArrival.of(PaymentChannel.BANK_CARD, sent)).isEqualTo(there);
    }
}
