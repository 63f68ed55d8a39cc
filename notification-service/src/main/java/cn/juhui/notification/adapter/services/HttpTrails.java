package cn.juhui.notification.adapter.services;

import cn.juhui.notification.application.trail.Trails;
import cn.juhui.platform.audit.AuditEntry;
import cn.juhui.platform.audit.AuditTrail;
import cn.juhui.platform.audit.AuditTrail.Sought;
import cn.juhui.platform.http.audit.TrailController;
import cn.juhui.platform.http.audit.TrailController.Trail;
import cn.juhui.platform.http.client.CallerClient;
import cn.juhui.platform.http.client.ServiceAwayException;
import cn.juhui.platform.json.StateMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.UriBuilder;

/// Asks the other services by their inner doors, one after the other, and adds this one's own.
public final class HttpTrails implements Trails {

    private final AuditTrail own;
    private final SortedMap<String, CallerClient> services;

    /// @param services the others, by name
    public HttpTrails(AuditTrail own, Map<String, CallerClient> services) {
        this.own = own;
        this.services = new TreeMap<>(services);
    }

    @Override
    public Found list(Sought sought, @Nullable String before, int limit) {
        var entries = new ArrayList<>(own.list(sought, before, limit));
        var missing = new ArrayList<String>();
        services.forEach((name, service) -> {
            try {
                entries.addAll(ask(service, sought, before, limit));
            } catch (ServiceAwayException e) {
                missing.add(name);
            }
        });
        return new Found(
                entries.stream()
                        .sorted(Comparator.comparing(AuditEntry::id).reversed())
                        .limit(limit)
                        .toList(),
                missing);
    }

    private static List<AuditEntry> ask(
            CallerClient service, Sought sought, @Nullable String before, int limit) {
        return service.ask(http ->
                http.get()
                        .uri(door -> address(door, sought, before, limit))
                        .exchange((_, answer) -> {
                            if (!answer.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
                                throw CallerClient.unexpected(answer);
                            }
                            return StateMapper.fromJson(
                                            answer.getBody().readAllBytes(), Trail.class)
                                    .entries();
                        }));
    }

    private static URI address(UriBuilder door, Sought sought, @Nullable String before, int limit) {
        var values = new TreeMap<String, Object>();
        values.put("limit", limit);
        put(values, "actor", sought.actor());
        put(values, "action", sought.action());
        put(values, "subject", sought.subject());
        put(values, "from", sought.from());
        put(values, "to", sought.to());
        put(values, "before", before);
        door.path(TrailController.PATH);
        values.keySet().forEach(name -> door.queryParam(name, "{" + name + "}"));
        return door.build(values);
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        Optional.ofNullable(value).ifPresent(some -> values.put(name, some));
    }
}
