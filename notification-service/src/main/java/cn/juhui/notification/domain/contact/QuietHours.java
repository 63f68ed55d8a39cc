package cn.juhui.notification.domain.contact;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// When no text message comes: every day, Beijing time. What falls into them is sent when they are over.
///
/// @param from included
/// @param to not included; before `from` when they go past midnight
public record QuietHours(LocalTime from, LocalTime to) {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /// @return the instant itself outside of them, otherwise their end
    public Instant next(Instant at) {
        var there = at.atZone(BEIJING);
        var time = there.toLocalTime();
        var quiet =
                from.isBefore(to)
                        ? !time.isBefore(from) && time.isBefore(to)
                        : !from.equals(to) && (!time.isBefore(from) || time.isBefore(to));
        if (!quiet) {
            return at;
        }
        var end = there.with(to);
        return (end.isAfter(there) ? end : end.plusDays(1)).toInstant();
    }
}
