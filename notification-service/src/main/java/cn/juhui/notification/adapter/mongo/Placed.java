package cn.juhui.notification.adapter.mongo;

import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.feed.FeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/// What stands at a position of an inbox: a person's news, or an event for a merchant's systems.
sealed interface Placed {

    String id();

    String inbox();

    String eventId();

    long position();

    Placed at(long place);

    Document document();

    /// News of a person.
    ///
    /// @param sent whether they are sent out of the house, too
    record News(Notification notification, boolean sent) implements Placed {

        @Override
        public String id() {
            return notification.id();
        }

        @Override
        public String inbox() {
            return notification.recipient().inbox();
        }

        @Override
        public String eventId() {
            return notification.eventId();
        }

        @Override
        public long position() {
            return notification.position();
        }

        @Override
        public Placed at(long place) {
            return new News(notification.at(place), sent);
        }

        @Override
        public Document document() {
            return sent
                    ? NotificationDocument.toBeSent(notification, Instant.now())
                    : NotificationDocument.of(notification);
        }
    }

    /// An event of the feed.
    ///
    /// @param id of the document: `mev_…`
    record Fed(String id, FeedEvent event) implements Placed {

        /// How long the feed keeps an event, by real time.
        static final Duration KEPT = Duration.ofDays(30);

        static final String EXPIRES_AT = "expiresAt";

        private static final String FEED = "EVENTS:";
        private static final long EVENTS_A_DAY = 100_000_000;

        /// The name of a merchant's feed among the inboxes.
        static String inbox(String merchantId) {
            return FEED + merchantId;
        }

        /// Behind which position the first event of an inbox comes. Events of a feed expire, and who reads it keeps a position: where all have expired, it
        /// goes on above every one that ever was, from the day's own number.
        static long beginning(String inbox) {
            return inbox.startsWith(FEED)
                    ? Instant.now().getEpochSecond() / Duration.ofDays(1).toSeconds() * EVENTS_A_DAY
                    : 0;
        }

        /// Whether a feed can begin behind this position.
        static boolean isBeginning(long position) {
            return position % EVENTS_A_DAY == 0;
        }

        @Override
        public String inbox() {
            return inbox(event.merchantId());
        }

        @Override
        public String eventId() {
            return event.id();
        }

        @Override
        public long position() {
            return event.position();
        }

        @Override
        public Placed at(long place) {
            return new Fed(id, event.at(place));
        }

        @Override
        public Document document() {
            return new Document("_id", id)
                    .append("inbox", inbox())
                    .append("position", event.position())
                    .append("merchantId", event.merchantId())
                    .append("eventId", event.id())
                    .append("type", event.type())
                    .append("subject", event.subject())
                    .append("at", Date.from(event.at()))
                    .append("json", event.json())
                    .append("traceparent", event.traceparent())
                    .append(EXPIRES_AT, Date.from(Instant.now().plus(KEPT)));
        }

        static Instant storedAt(Document d) {
            return d.getDate(EXPIRES_AT).toInstant().minus(KEPT);
        }

        static FeedEvent read(Document d) {
            return new FeedEvent(
                    d.getString("eventId"),
                    d.getString("merchantId"),
                    d.getString("type"),
                    d.getString("subject"),
                    d.getDate("at").toInstant(),
                    d.get("position", Number.class).longValue(),
                    d.getString("json"),
                    d.getString("traceparent"));
        }
    }
}
