package cn.juhui.payout.domain;

import cn.juhui.contracts.PaymentChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// When the customer can expect the money: the channels' own word, at its late end.
public final class ExpectedArrival {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Duration WALLET = Duration.ofHours(2);
    private static final int BANK_WORKING_DAYS = 3;

    private ExpectedArrival() {}

    /// @param sentAt when the payout was sent to the channel
    public static Instant of(PaymentChannel channel, Instant sentAt) {
        return switch (channel) {
            case ALIPAY, WECHAT_PAY -> sentAt.plus(WALLET);
            case BANK_CARD -> {
                var local = sentAt.atZone(CHINA);
                var day = WorkingCalendar.plusWorkingDays(local.toLocalDate(), BANK_WORKING_DAYS);
                yield local.with(day).toInstant();
            }
        };
    }
}
