package cn.juhui.notification.application.webhook;

import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.notification.domain.webhook.Endpoint.DisabledBecause;

/// Sends nothing any more to an endpoint that is gone, and says so to its merchant's people.
public final class DisableEndpoint {

    private final Endpoints endpoints;
    private final EndpointNotices notices;

    public DisableEndpoint(Endpoints endpoints, EndpointNotices notices) {
        this.endpoints = endpoints;
        this.notices = notices;
    }

    void because(Endpoint endpoint, DisabledBecause why) {
        // Who gave it another address meanwhile, or disabled it, has seen to it.
        if (endpoints.change(endpoint.disabled(why), null)) {
            notices.disabled(endpoint.disabled(why));
        }
    }
}
