package cn.juhui.notification.application.webhook;

import cn.juhui.notification.application.feed.Feed;
import cn.juhui.notification.application.feed.FeedArrivals;
import cn.juhui.notification.application.webhook.EndpointQueues.Place;
import cn.juhui.platform.resilience.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that somebody works for an endpoint that has something to do: at once when events arrive here, when a time to try again has come, and, for what another
/// instance stored before it died, by a look at all of them every few seconds. Each endpoint is worked for on a thread of its own, so none waits for another.
/// An event of a merchant without endpoints costs a look into a map.
public final class WakeEndpoints implements FeedArrivals, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WakeEndpoints.class);
    private static final String THREADS = "webhooks";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int MISSED_EVERY_LOOKS = 10;
    private static final int MOST_DUE = 1_000;

    private final EndpointQueues queues;
    private final Feed feed;
    private final DeliverWebhooks deliver;
    private final Clock clock;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /// How often each endpoint at work was woken.
    private final Map<String, Integer> working = new ConcurrentHashMap<>();

    private volatile Map<String, List<Place>> known = Map.of();
    private int looks;
    private final Ticker ticker;

    /// @param clock real time
    public WakeEndpoints(EndpointQueues queues, Feed feed, DeliverWebhooks deliver, Clock clock) {
        this.queues = queues;
        this.feed = feed;
        this.deliver = deliver;
        this.clock = clock;
        Ticker.survivals(THREADS);
        this.ticker = new Ticker("webhook-look", LOOK_EVERY, this::look);
    }

    @Override
    public void arrived(String merchantId) {
        known.getOrDefault(merchantId, List.of()).forEach(place -> wake(place.endpointId()));
    }

    /// Somebody works for this endpoint from now on.
    public void wake(String endpointId) {
        if (working.merge(endpointId, 1, Integer::sum) == 1) {
            workers.execute(() -> work(endpointId));
        }
    }

    private void work(String endpointId) {
        int woken;
        do {
            woken = working.getOrDefault(endpointId, 0);
            try {
                deliver.work(endpointId);
            } catch (RuntimeException e) {
                Ticker.count(THREADS);
                LOG.warn("The work for {} is done again: {}", endpointId, e.toString());
            } catch (Error e) {
                Ticker.count(THREADS);
                LOG.error("The work for {} broke and is done again", endpointId, e);
            }
        } while (!working.remove(endpointId, woken));
    }

    private void look() {
        if (looks++ % MISSED_EVERY_LOOKS == 0) {
            lookForMissed();
        }
        queues.due(clock.instant(), MOST_DUE).forEach(this::wake);
    }

    /// Endpoints were made, changed or removed here: no need to wait for the next look.
    public void changed() {
        known =
                queues.enabled(clock.instant()).stream()
                        .collect(Collectors.groupingBy(Place::merchantId));
    }

    private void lookForMissed() {
        changed();
        var told = new HashMap<String, Long>();
        known.values().stream()
                .flatMap(List::stream)
                .filter(place -> !place.claimed())
                .forEach(place -> told.merge(place.merchantId(), place.position(), Math::min));
        feed.newer(told).forEach(this::arrived);
    }

    /// What is under way is not waited for: it is done again by whoever claims the endpoint next.
    @Override
    public void close() {
        ticker.close();
        workers.shutdownNow();
    }
}
