package cn.juhui.platform.http.pace;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How slow a client may be. Whoever makes progress is waited for, within a limit in all.
///
/// @param headersWithin from a request's first byte to the end of its headers
/// @param grace how long a body may take without being asked for its rate
/// @param perSecond what a body must bring per second from then on, on average
/// @param bodyWithin how long a body may take in all
public record Pace(
        @DefaultValue("20s") Duration headersWithin,
        @DefaultValue("20s") Duration grace,
        @DefaultValue("1KB") DataSize perSecond,
        @DefaultValue("15m") Duration bodyWithin) {

    /// Whether a body is slower than allowed.
    ///
    /// @param taken since it was begun to be read
    /// @param bytes that have come
    public boolean isBrokenBy(Duration taken, long bytes) {
        if (taken.compareTo(bodyWithin) > 0) {
            return true;
        }
        var counted = taken.minus(grace);
        return counted.isPositive() && bytes < counted.toMillis() * perSecond.toBytes() / 1000;
    }
}
