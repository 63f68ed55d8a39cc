package cn.juhui.notification.application;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.notification.domain.News;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.Recipient;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.Heard;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

/// Puts an event's news into the inbox of everybody whom it concerns, once each.
public final class TellPeople {

    private final Notifications notifications;
    private final Arrivals arrivals;
    private final Clock clock;

    /// Ids are given and stored one at a time, so that a stream that resumes behind an id misses nothing of this instance.
    private final ReentrantLock inOrder = new ReentrantLock();

    public TellPeople(Notifications notifications, Arrivals arrivals, Clock clock) {
        this.notifications = notifications;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    public void tell(Heard<? extends RefundEvent> heard) {
        var event = heard.event();
        var news = News.of(event);
        for (var side : news.audience()) {
            var id = side == Recipient.Side.CUSTOMER ? event.customerId() : event.merchantId();
            store(heard, news, new Recipient(side, id));
        }
    }

    private void store(Heard<? extends RefundEvent> heard, News news, Recipient recipient) {
        var event = heard.event();
        inOrder.lock();
        try {
            var notification =
                    new Notification(
                            Ids.next("ntf"),
                            heard.id(),
                            event.type(),
                            event.refundId(),
                            recipient,
                            news.arguments(event),
                            clock.instant(),
                            false);
            if (notifications.add(notification)) {
                arrivals.arrived(notification);
            }
        } finally {
            inOrder.unlock();
        }
    }
}
