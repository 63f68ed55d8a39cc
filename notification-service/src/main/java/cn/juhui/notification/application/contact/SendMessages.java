package cn.juhui.notification.application.contact;

import cn.juhui.notification.domain.contact.Channel;
import cn.juhui.notification.domain.contact.Preferences;
import cn.juhui.notification.domain.contact.Sending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes news out of the house, every way that its recipient wants, once each. What can't be handed over now is tried again, each time later; what is a day old by
/// then is given up: nobody wants to be reminded of yesterday. Quiet hours put text messages off.
///
/// A process that dies between the handing over and noting it hands it over again, under the same id, by which mail programs and text gateways know it.
public final class SendMessages {

    private static final Logger LOG = LoggerFactory.getLogger(SendMessages.class);

    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2));

    private static final Duration OLD = Duration.ofHours(24);

    /// Quiet hours are over by then; who is still taken breaks whoever takes it.
    private static final Duration FORGOTTEN = Duration.ofDays(3);

    private final Sendings sendings;
    private final Contacts contacts;
    private final Map<Channel, Carrier> carriers = new EnumMap<>(Channel.class);
    private final Wording wording;
    private final Meters meters;
    private final Clock clock;

    /// Counts how it goes.
    @FunctionalInterface
    public interface Meters {

        /// @param outcome `SENT`, `FAILED` (it is tried again) or `GIVEN_UP`
        void count(Channel channel, String outcome);
    }

    /// @param clock real time: people sleep by it
    public SendMessages(
            Sendings sendings,
            Contacts contacts,
            List<Carrier> carriers,
            Wording wording,
            Meters meters,
            Clock clock) {
        this.sendings = sendings;
        this.contacts = contacts;
        carriers.forEach(carrier -> this.carriers.put(carrier.channel(), carrier));
        this.wording = wording;
        this.meters = meters;
        this.clock = clock;
    }

    /// Sends what is due the longest.
    ///
    /// @return false when nothing is due
    public boolean sendNext() {
        var taken = sendings.take(clock.instant());
        taken.ifPresent(this::send);
        return taken.isPresent();
    }

    private void send(Sending sending) {
        var news = sending.notification();
        if (sending.since().plus(FORGOTTEN).isBefore(clock.instant())) {
            sendings.rests(news.id(), null);
            return;
        }
        var preferences = contacts.of(news.recipient());
        Instant next = null;
        for (var channel : preferences.waysOf(news.type())) {
            if (carriers.containsKey(channel) && !sending.ended().containsKey(channel)) {
                next = earlier(next, send(sending, channel, preferences));
            }
        }
        sendings.rests(news.id(), next);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /// @return when to look at it again; null: this way is done with
    private @Nullable Instant send(Sending sending, Channel channel, Preferences preferences) {
        var news = sending.notification();
        var now = clock.instant();
        var quiet = preferences.quietHours();
        var soonest = channel == Channel.SMS && quiet != null ? quiet.next(now) : now;
        if (soonest.isAfter(now)) {
            return soonest;
        }
        var outcome = carry(sending, channel, preferences);
        if (outcome == Carrier.Outcome.SENT) {
            return ended(news.id(), channel, "SENT");
        }
        var failures = sending.failures().getOrDefault(channel, 0);
        var next = now.plus(PAUSES.get(Math.min(failures, PAUSES.size() - 1)));
        if (outcome == Carrier.Outcome.REFUSED || next.isAfter(sending.since().plus(OLD))) {
            LOG.warn("{} is not sent by {}: {}", news.id(), channel, outcome);
            return ended(news.id(), channel, "GIVEN_UP");
        }
        sendings.failed(news.id(), channel);
        meters.count(channel, "FAILED");
        return next;
    }

    private @Nullable Instant ended(String id, Channel channel, String outcome) {
        sendings.ended(id, channel, outcome);
        meters.count(channel, outcome);
        return null;
    }

    private Carrier.Outcome carry(Sending sending, Channel channel, Preferences preferences) {
        var carrier = carriers.get(channel);
        var to = preferences.address(channel);
        if (carrier == null || to == null) {
            return Carrier.Outcome.REFUSED;
        }
        var news = sending.notification();
        var said = wording.of(news, Locale.forLanguageTag(preferences.language()));
        return carrier.carry(
                new Carrier.Letter(
                        news.id(), to, said.title(), said.text(), preferences.language()));
    }
}
