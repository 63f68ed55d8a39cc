package cn.juhui.notification.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Where a merchant's system wants to be told of events.
///
/// @param id `whe_…`
/// @param eventTypes what it wants to hear of; empty: everything
/// @param cloudEvents whether what is sent says of itself that it is a CloudEvent (`application/cloudevents+json`)
/// @param disabledBecause null while it is enabled
/// @param secrets what signs, newest first; more than one while they are being changed
/// @param version counts the changes
public record Endpoint(
        String id,
        String merchantId,
        String url,
        Set<String> eventTypes,
        String description,
        boolean cloudEvents,
        @Nullable DisabledBecause disabledBecause,
        List<Secret> secrets,
        Instant createdAt,
        long version) {

    /// So many secrets sign at the same time, at most.
    public static final int MOST_SECRETS = 5;

    /// Why nothing is sent there.
    public enum DisabledBecause {
        /// The merchant wants it so.
        MERCHANT,
        /// It answered 410: it is gone.
        GONE,
        /// Nothing got through for days.
        FAILING
    }

    public Endpoint {
        eventTypes = Set.copyOf(eventTypes);
        secrets = List.copyOf(secrets);
    }

    public boolean isEnabled() {
        return disabledBecause == null;
    }

    /// Its event types, in order.
    public List<String> sortedTypes() {
        return List.copyOf(new TreeSet<>(eventTypes));
    }

    /// With other words about it.
    public Endpoint described(
            String newUrl, Set<String> types, String text, boolean asCloudEvents) {
        return new Endpoint(
                id,
                merchantId,
                newUrl,
                types,
                text,
                asCloudEvents,
                disabledBecause,
                secrets,
                createdAt,
                version + 1);
    }

    /// Described anew and, in the same change, enabled or not, as the merchant wants it.
    public Endpoint switched(boolean enabled) {
        var why = enabled ? null : isEnabled() ? DisabledBecause.MERCHANT : disabledBecause;
        return new Endpoint(
                id,
                merchantId,
                url,
                eventTypes,
                description,
                cloudEvents,
                why,
                secrets,
                createdAt,
                version);
    }

    /// Nothing is sent there any more.
    public Endpoint disabled(DisabledBecause why) {
        return with(why, secrets);
    }

    /// With a new secret; the ones before sign, too, for as long as the overlap says.
    public Endpoint rotated(Secret next, Instant now, Duration overlap) {
        var all = new ArrayList<Secret>();
        all.add(next);
        signingAt(now).stream()
                .map(old -> old.until(earlier(old.until(), now.plus(overlap))))
                .filter(old -> old.signsAt(now))
                .forEach(all::add);
        return with(disabledBecause, all);
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private Endpoint with(@Nullable DisabledBecause why, List<Secret> keys) {
        return new Endpoint(
                id,
                merchantId,
                url,
                eventTypes,
                description,
                cloudEvents,
                why,
                keys,
                createdAt,
                version + 1);
    }

    /// The secrets that sign now.
    public List<Secret> signingAt(Instant now) {
        return secrets.stream().filter(secret -> secret.signsAt(now)).toList();
    }

    /// Names no secret.
    @Override
    public String toString() {
        return id;
    }
}
