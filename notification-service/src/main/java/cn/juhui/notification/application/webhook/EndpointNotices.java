package cn.juhui.notification.application.webhook;

import cn.juhui.notification.domain.webhook.Endpoint;

/// Tells a merchant's people that an endpoint of theirs was disabled.
@FunctionalInterface
public interface EndpointNotices {

    void disabled(Endpoint endpoint);
}
