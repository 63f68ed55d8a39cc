package cn.juhui.payout.domain.calendar;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.money.PaymentChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// When the customer can expect the money: the channels' own word, at its late end.
///
/// @param basis what it rests on; null where the channel promises hours, not working days
public record ExpectedArrival(Instant at, @Nullable ArrivalBasis basis) {

    /// Where the banks are.
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final Duration WALLET = Duration.ofHours(2);
    private static final int BANK_WORKING_DAYS = 3;

    /// @param sentAt when the payout was sent to the channel
    public static ExpectedArrival of(
            PaymentChannel channel, Instant sentAt, WorkingCalendar calendar) {
        return switch (channel) {
            case ALIPAY, WECHAT_PAY -> new ExpectedArrival(sentAt.plus(WALLET), null);
            case BANK_CARD -> {
                var local = sentAt.atZone(CHINA);
                var found = calendar.plusWorkingDays(local.toLocalDate(), BANK_WORKING_DAYS);
                yield new ExpectedArrival(
                        local.with(found.day()).toInstant(),
                        found.weekdaysOnly()
                                ? ArrivalBasis.WEEKDAYS_ONLY
                                : ArrivalBasis.WORKING_CALENDAR);
            }
        };
    }
}
