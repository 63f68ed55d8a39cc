package cn.juhui.notification.application.webhook;

import cn.juhui.notification.application.webhook.Endpoints.Untold;
import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.notification.domain.webhook.Endpoint.DisabledBecause;

/// Sends nothing any more to an endpoint that is gone, and says so to its merchant's people. That they are to be told is stored in the same step, so a process that dies in between
/// leaves it to the next look.
public final class DisableEndpoint {

    private static final int AT_ONCE = 100;

    private final Endpoints endpoints;
    private final EndpointNotices notices;

    public DisableEndpoint(Endpoints endpoints, EndpointNotices notices) {
        this.endpoints = endpoints;
        this.notices = notices;
    }

    void because(Endpoint endpoint, DisabledBecause why) {
        var disabled = endpoint.disabled(why);
        // Who gave it another address meanwhile, or disabled it, has seen to it.
        if (endpoints.disable(disabled)) {
            tell(new Untold(disabled, disabled.version()));
        }
    }

    /// Tells those whom nobody has told.
    public void tellTheRest() {
        endpoints.untold(AT_ONCE).forEach(this::tell);
    }

    private void tell(Untold untold) {
        var why = untold.endpoint().disabledBecause();
        // Who has changed that since has seen it.
        if (why == DisabledBecause.GONE || why == DisabledBecause.FAILING) {
            notices.disabled(untold);
        }
        endpoints.told(untold);
    }
}
