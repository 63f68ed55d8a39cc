package cn.juhui.notification.application.topic;

import cn.juhui.notification.application.feed.Feed;
import cn.juhui.notification.application.feed.FeedArrivals;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.resilience.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads merchants' feeds onto topics of their own, as webhooks are read off them: one instance at a time per merchant, at once when events arrive here, and by a look every second for
/// what another instance stored. At least once: who dies after putting and before noting it puts again.
public final class FillTopics implements FeedArrivals, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FillTopics.class);
    private static final String THREADS = "merchant-topics";
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LAST_PUT = Duration.ofSeconds(5);
    private static final int AT_ONCE = 100;

    private final Set<String> merchantIds;
    private final Feed feed;
    private final TopicPlaces places;
    private final MerchantTopics topics;
    private final Clock clock;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /// How often each merchant at work was woken.
    private final Map<String, Integer> working = new ConcurrentHashMap<>();

    /// How often each merchant's topic was not filled, in a row.
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    private final Ticker ticker;
    private volatile boolean closing;

    /// @param merchantIds who has a topic
    /// @param clock real time
    public FillTopics(
            Set<String> merchantIds,
            Feed feed,
            TopicPlaces places,
            MerchantTopics topics,
            Clock clock) {
        this.merchantIds = Set.copyOf(merchantIds);
        this.feed = feed;
        this.places = places;
        this.topics = topics;
        this.clock = clock;
        Ticker.survivals(THREADS);
        this.ticker = new Ticker("merchant-topics-look", LOOK_EVERY, this::look);
    }

    @Override
    public void arrived(String merchantId) {
        if (!closing
                && merchantIds.contains(merchantId)
                && working.merge(merchantId, 1, Integer::sum) == 1) {
            workers.execute(() -> work(merchantId));
        }
    }

    private void look() {
        feed.newer(places.free(merchantIds, clock.instant())).forEach(this::arrived);
    }

    private void work(String merchantId) {
        int woken;
        do {
            woken = working.getOrDefault(merchantId, 0);
            try {
                fill(merchantId);
            } catch (RuntimeException e) {
                failed(merchantId, e);
            } catch (Error e) {
                Ticker.count(THREADS);
                LOG.error("Filling the topic of {} broke and is done again", merchantId, e);
            }
        } while (!working.remove(merchantId, woken));
    }

    private void failed(String merchantId, RuntimeException e) {
        Ticker.count(THREADS);
        var times = failures.merge(merchantId, 1, Integer::sum);
        // What lasts is said at the 1st, 2nd, 4th, 8th … time.
        if (Integer.bitCount(times) == 1) {
            LOG.warn(
                    "The topic of {} was not filled {} times in a row and will be: {}",
                    merchantId,
                    times,
                    e.toString());
        }
    }

    private void fill(String merchantId) {
        var token = Ids.next("clm");
        var claimed = places.claim(merchantId, token, clock.instant(), until());
        if (claimed.isEmpty()) {
            return;
        }
        try {
            var position = claimed.getAsLong();
            while (true) {
                var events = feed.after(merchantId, position, Set.of(), AT_ONCE);
                if (events.isEmpty()) {
                    return;
                }
                topics.put(merchantId, events);
                if (failures.remove(merchantId) != null) {
                    LOG.info("The topic of {} is filled again", merchantId);
                }
                position = events.getLast().position();
                if (!places.keep(merchantId, token, position, clock.instant(), until())
                        || closing) {
                    return;
                }
            }
        } finally {
            places.release(merchantId, token);
        }
    }

    private Instant until() {
        return clock.instant().plus(CLAIM);
    }

    /// What is under way may end, for five seconds; what doesn't is put again by whoever claims the topic next.
    @Override
    public void close() {
        closing = true;
        ticker.close();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(LAST_PUT.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
