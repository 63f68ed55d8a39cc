package cn.juhui.notification.adapter.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.notifications.streams.*`: how many live streams one instance keeps open.
///
/// @param perCaller of one person
/// @param total of all; each holds a connection and some memory
@ConfigurationProperties("juhui.notifications.streams")
public record StreamLimits(@DefaultValue("5") int perCaller, int total) {

    public StreamLimits {
        if (perCaller < 1 || total < 1) {
            throw new IllegalArgumentException("juhui.notifications.streams: at least 1 of each");
        }
    }
}
