package cn.juhui.payout.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.PaymentChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryPausesTest {

    /// When a payout that stays under way is asked about, counted from when the channel took it on.
    private static List<Duration> questions(PaymentChannel channel, Duration until) {
        var asked = new ArrayList<Duration>();
        var at = QueryPauses.beforeAsking(channel, 0);
        for (int rung = 1; at.compareTo(until) <= 0; rung++) {
            asked.add(at);
            at = at.plus(QueryPauses.beforeAsking(channel, rung));
        }
        return asked;
    }

    private static Duration longestPause(List<Duration> asked, Duration from) {
        var longest = Duration.ZERO;
        for (int i = 1; i < asked.size(); i++) {
            var pause = asked.get(i).minus(asked.get(i - 1));
            if (asked.get(i - 1).compareTo(from) >= 0 && pause.compareTo(longest) > 0) {
                longest = pause;
            }
        }
        return longest;
    }

    @Test
    void a_wallet_is_asked_24_times_in_three_hours_and_ten_minutes_apart_at_most() {
        for (var wallet : List.of(PaymentChannel.ALIPAY, PaymentChannel.WECHAT_PAY)) {
            var asked = questions(wallet, Duration.ofHours(3));
            assertThat(asked).hasSize(24);
            assertThat(longestPause(asked, Duration.ZERO)).isEqualTo(Duration.ofMinutes(10));
        }
    }

    @Test
    void a_wallet_is_asked_by_the_hour_until_a_day_is_over_then_less_and_less() {
        var day = questions(PaymentChannel.WECHAT_PAY, Duration.ofHours(24));
        assertThat(longestPause(day, Duration.ZERO)).isEqualTo(Duration.ofHours(1));
        var days = questions(PaymentChannel.WECHAT_PAY, Duration.ofHours(72));
        assertThat(longestPause(days, Duration.ofHours(24))).isEqualTo(Duration.ofHours(6));
        var month = questions(PaymentChannel.WECHAT_PAY, Duration.ofDays(30));
        assertThat(longestPause(month, Duration.ZERO)).isEqualTo(Duration.ofDays(1));
        assertThat(month).hasSizeBetween(75, 85);
    }

    @Test
    void alipay_is_asked_ten_seconds_after_a_refund_at_the_earliest() {
        for (int rung = 0; rung < 100; rung++) {
            assertThat(QueryPauses.beforeAsking(PaymentChannel.ALIPAY, rung))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        }
        assertThat(QueryPauses.beforeAsking(PaymentChannel.WECHAT_PAY, 0))
                .isEqualTo(Duration.ofSeconds(1));
        var until = Instant.parse("2026-11-24T02:00:10Z");
        // Who sends begins five seconds before the end at the latest.
        assertThat(QueryPauses.afterSending(PaymentChannel.ALIPAY, until))
                .isEqualTo(until.plusSeconds(5));
        assertThat(QueryPauses.afterSending(PaymentChannel.WECHAT_PAY, until)).isEqualTo(until);
    }

    @Test
    void a_bank_is_asked_less_often() {
        assertThat(questions(PaymentChannel.BANK_CARD, Duration.ofHours(3))).hasSize(9);
        assertThat(questions(PaymentChannel.BANK_CARD, Duration.ofDays(3))).hasSize(12);
    }
}
