package cn.juhui.notification.application.webhook;

import cn.juhui.notification.application.Arrivals;
import cn.juhui.notification.application.Notifications;
import cn.juhui.notification.application.webhook.Endpoints.Untold;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.NotificationContent;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.notification.domain.Recipient.Side;
import cn.juhui.platform.kernel.Ids;
import java.time.Clock;
import java.util.List;

/// Puts the news of a disabled endpoint into its merchant's inbox.
public final class TellOfDisabling implements EndpointNotices {

    private static final String TYPE = NotificationContent.ENDPOINT_DISABLED;

    private final Notifications notifications;
    private final Arrivals arrivals;
    private final Clock clock;

    public TellOfDisabling(Notifications notifications, Arrivals arrivals, Clock clock) {
        this.notifications = notifications;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @Override
    public void disabled(Untold untold) {
        var endpoint = untold.endpoint();
        var news =
                new Notification(
                        Ids.next("ntf"),
                        endpoint.id() + "/" + untold.version(),
                        TYPE,
                        null,
                        null,
                        new Recipient(Side.MERCHANT, endpoint.merchantId()),
                        List.of(
                                TYPE + "." + endpoint.disabledBecause(),
                                endpoint.url(),
                                endpoint.id()),
                        clock.instant(),
                        false,
                        0);
        notifications.add(List.of(news)).forEach(arrivals::arrived);
    }
}
