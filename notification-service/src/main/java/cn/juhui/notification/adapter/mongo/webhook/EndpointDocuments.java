package cn.juhui.notification.adapter.mongo.webhook;

import cn.juhui.notification.application.webhook.Claim;
import cn.juhui.notification.domain.webhook.Endpoint;
import cn.juhui.notification.domain.webhook.Endpoint.DisabledBecause;
import cn.juhui.notification.domain.webhook.Secret;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.security.SealingKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// An endpoint as it lies in the store: what the merchant set up, guarded by `version`, its secrets sealed, and beside it how far the deliveries are, which belongs to whoever has the `claim`.
record EndpointDocuments(SealingKeys keys) {

    static final String SEALED_BY = "secrets.sealedBy";

    /// What the merchant set up.
    Document settings(Endpoint e) {
        return new Document("merchantId", e.merchantId())
                .append("url", e.url())
                .append("eventTypes", List.copyOf(new TreeSet<>(e.eventTypes())))
                .append("description", e.description())
                .append("cloudEvents", e.cloudEvents())
                .append("enabled", e.isEnabled())
                .append(
                        "disabledBecause",
                        e.disabledBecause() == null ? null : e.disabledBecause().name())
                .append("secrets", e.secrets().stream().map(s -> seal(e.id(), s)).toList())
                .append("createdAt", Date.from(e.createdAt()))
                .append("version", e.version());
    }

    private Document seal(String endpointId, Secret secret) {
        return new Document("sealedBy", keys.id())
                .append("sealed", keys.seal(StateMapper.toJson(secret), belongsTo(endpointId)));
    }

    private Secret open(String endpointId, Document d) {
        var json =
                keys.open(
                        d.getString("sealedBy"),
                        d.get("sealed", Binary.class).getData(),
                        belongsTo(endpointId));
        return StateMapper.fromJson(json, Secret.class);
    }

    private static String belongsTo(String endpointId) {
        return "the secrets of " + endpointId;
    }

    Endpoint endpoint(Document d) {
        var id = d.getString("_id");
        var because = d.getString("disabledBecause");
        var secrets = new ArrayList<Secret>();
        d.getList("secrets", Document.class).forEach(one -> secrets.add(open(id, one)));
        return new Endpoint(
                id,
                d.getString("merchantId"),
                d.getString("url"),
                new TreeSet<>(d.getList("eventTypes", String.class)),
                d.getString("description"),
                d.getBoolean("cloudEvents", false),
                because == null ? null : DisabledBecause.valueOf(because),
                secrets,
                d.getDate("createdAt").toInstant(),
                number(d, "version"));
    }

    Claim claim(Document d) {
        return new Claim(
                endpoint(d),
                number(d, "position"),
                replay(d.get("replay", Document.class)),
                d.get("replay") != null,
                instant(d, "failingSince"),
                instant(d, "pausedUntil"),
                number(d, "wakes"));
    }

    static @Nullable Document replay(Claim.@Nullable Replay replay) {
        return replay == null
                ? null
                : new Document("position", replay.position())
                        .append("last", replay.last())
                        .append("from", Date.from(replay.from()))
                        .append("to", Date.from(replay.to()))
                        .append("all", replay.all());
    }

    private static Claim.@Nullable Replay replay(@Nullable Document d) {
        return d == null
                ? null
                : new Claim.Replay(
                        number(d, "position"),
                        number(d, "last"),
                        d.getDate("from").toInstant(),
                        d.getDate("to").toInstant(),
                        d.getBoolean("all", false));
    }

    static long number(Document d, String name) {
        return d.get(name, Number.class).longValue();
    }

    private static @Nullable Instant instant(Document d, String name) {
        var date = d.getDate(name);
        return date == null ? null : date.toInstant();
    }

    static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
