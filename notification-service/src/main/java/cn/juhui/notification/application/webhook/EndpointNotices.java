package cn.juhui.notification.application.webhook;

import cn.juhui.notification.application.webhook.Endpoints.Untold;

/// Tells a merchant's people that an endpoint of theirs was disabled: once, however often it is asked to.
@FunctionalInterface
public interface EndpointNotices {

    void disabled(Untold untold);
}
