package cn.juhui.notification.domain.contact;

import cn.juhui.notification.domain.Notification;
import java.time.Instant;
import java.util.Map;

/// A piece of news on its way out.
///
/// @param since when it was to be sent first, by real time
/// @param ended the ways that are done with: it was sent, or given up
/// @param failures of each other way so far
public record Sending(
        Notification notification,
        Instant since,
        Map<Channel, String> ended,
        Map<Channel, Integer> failures) {

    public Sending {
        ended = Map.copyOf(ended);
        failures = Map.copyOf(failures);
    }
}
