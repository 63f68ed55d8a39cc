package cn.juhui.platform.security;

import cn.juhui.platform.resilience.Ticker;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The issuer's published keys. They are read on a thread of their own before they age, and kept when that fails: while the issuer
/// is away, tokens are checked with the keys that it had. A request waits only where its token names a key that is not among
/// them, and never for longer than [#PATIENCE].
public final class IssuerKeys implements JWKSource<SecurityContext>, AutoCloseable {

    /// How long a request waits for the issuer at most.
    static final Duration PATIENCE = Duration.ofMillis(700);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final KeySource published;
    private final SecuritySettings.Keys settings;
    private final InstantSource clock;
    private final Ticker ticker;
    private volatile @Nullable Kept kept;
    private volatile boolean answers;
    private volatile boolean isMissed;
    private @Nullable Instant askedAt;
    private CompletableFuture<Void> asking = CompletableFuture.completedFuture(null);

    private record Kept(JWKSet keys, Instant readAt) {}

    public IssuerKeys(SecuritySettings settings, InstantSource clock) {
        this(new PublishedKeys(settings.jwkSetUri()), settings.keys(), clock);
    }

    IssuerKeys(KeySource published, SecuritySettings.Keys settings, InstantSource clock) {
        this.published = published;
        this.settings = settings;
        this.clock = clock;
        this.ticker = new Ticker("issuer-keys", LOOK_EVERY, this::look);
        ask();
    }

    /// The keys that a token may be signed with; none when the issuer has no such key.
    ///
    /// @throws KeySourceException when that can't be said, because the issuer doesn't answer
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        var known = select(selector);
        if (!known.isEmpty()) {
            return known;
        }
        var isAnswered = await(askAboutUnknown(), PATIENCE);
        var keys = usable();
        known = select(selector);
        if (keys == null || (known.isEmpty() && !isAnswered)) {
            throw new KeySourceException("The issuer of tokens does not answer");
        }
        return known;
    }

    private List<JWK> select(JWKSelector selector) {
        var keys = usable();
        return keys == null ? List.of() : selector.select(keys.keys());
    }

    private @Nullable Kept usable() {
        var last = kept;
        return last == null || age(last).compareTo(settings.keptFor()) > 0 ? null : last;
    }

    /// The keys that tokens are checked with now: the same object as long as they are the same; null when there are none.
    @Nullable JWKSet current() {
        var keys = usable();
        return keys == null ? null : keys.keys();
    }

    private Duration age(Kept keys) {
        return Duration.between(keys.readAt(), clock.instant());
    }

    /// Whether there are keys that tokens can be checked with.
    public boolean areThere() {
        return usable() != null;
    }

    /// How old the keys are; negative when there are none.
    public Duration age() {
        var last = kept;
        return last == null ? Duration.ofSeconds(-1) : age(last);
    }

    /// Asks now, and once more, unless there are keys, and waits for the answer, each time for as long at most.
    ///
    /// @return whether there are keys
    public boolean await(Duration atMost) {
        return areThere() || await(ask(), atMost) || await(ask(), atMost);
    }

    /// Early enough for nobody to wait; while there is no answer, every few seconds; without keys, all the time.
    private void look() {
        var last = kept;
        if (last == null
                || age(last).compareTo(settings.refreshedEvery()) >= 0
                        && isPast(settings.unknownEvery())) {
            var unused = ask();
        }
    }

    private synchronized boolean isPast(Duration pause) {
        return askedAt == null || !askedAt.plus(pause).isAfter(clock.instant());
    }

    /// Anybody can make up keys: the issuer hears of it once in a while only.
    private synchronized CompletableFuture<Void> askAboutUnknown() {
        return isPast(areThere() ? settings.unknownEvery() : LOOK_EVERY) ? ask() : asking;
    }

    private synchronized CompletableFuture<Void> ask() {
        if (asking.isDone()) {
            askedAt = clock.instant();
            asking = new CompletableFuture<>();
            var answered = asking;
            var unused = Thread.ofVirtual().name("issuer-keys").start(() -> read(answered));
        }
        return asking;
    }

    private void read(CompletableFuture<Void> answered) {
        try {
            var keys = published.read();
            kept = new Kept(knownOr(keys), clock.instant());
            answers = true;
            if (isMissed) {
                isMissed = false;
                LOG.info("The issuer answers again");
            }
        } catch (Exception | LinkageError e) {
            answers = false;
            if (!isMissed) {
                isMissed = true;
                LOG.warn("The issuer's keys can't be read (JWK_SET_URI): {}", e.getMessage());
            }
        } finally {
            answered.complete(null);
        }
    }

    /// The keys of the last time, when they are the same.
    private JWKSet knownOr(JWKSet keys) {
        var last = kept;
        return last != null && last.keys().getKeys().equals(keys.getKeys()) ? last.keys() : keys;
    }

    /// Whether the issuer answered when it was asked last.
    private boolean await(CompletableFuture<Void> answered, Duration atMost) {
        try {
            answered.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return answers;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
