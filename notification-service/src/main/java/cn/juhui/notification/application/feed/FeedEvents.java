package cn.juhui.notification.application.feed;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.notification.domain.feed.FeedEvent;
import cn.juhui.notification.domain.feed.ToldToSystems;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.messaging.ReceivedEvent;
import cn.juhui.platform.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Makes of events what a merchant's systems are told: a CloudEvent in JSON that is a Standard Webhooks payload (`type`, `timestamp`, `data`), too.
public final class FeedEvents {

    private FeedEvents() {}

    /// @param merchantId whose the event is, by its own word
    /// @return empty for what isn't told
    public static Optional<FeedEvent> of(ReceivedEvent<? extends Event> heard, String merchantId) {
        var event = heard.event();
        var told = ToldToSystems.membersOf(event.type());
        if (told.isEmpty() || event instanceof OrderMessagePosted said && !said.merchantSees()) {
            return Optional.empty();
        }
        var data = new LinkedHashMap<>(StateMapper.toTree(event));
        data.keySet().retainAll(told);
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("subject", heard.subject());
        attributes.put("sequence", Long.toString(heard.sequence()));
        attributes.put("sequencetype", "Integer");
        var source = "/" + event.type().substring(0, event.type().indexOf('.')) + "-service";
        return Optional.of(
                new FeedEvent(
                        heard.id(),
                        merchantId,
                        event.type(),
                        heard.subject(),
                        heard.at(),
                        0,
                        json(
                                heard.id(),
                                source,
                                event.type(),
                                heard.at(),
                                merchantId,
                                attributes,
                                data),
                        TraceContext.current()));
    }

    /// What a test delivery says.
    public static String test(String eventId, String merchantId, String endpointId, Instant now) {
        return json(
                eventId,
                "/notification-service",
                "webhook.test",
                now,
                merchantId,
                Map.of(),
                Map.of("endpointId", endpointId));
    }

    private static String json(
            String id,
            String source,
            String type,
            Instant at,
            String merchantId,
            Map<String, Object> attributes,
            Map<String, Object> data) {
        var all = new LinkedHashMap<String, Object>();
        all.put("specversion", "1.0");
        all.put("id", id);
        all.put("source", source);
        all.put("type", type);
        all.put("time", at);
        all.put("timestamp", at);
        all.put("datacontenttype", "application/json");
        all.put("merchantid", merchantId);
        all.putAll(attributes);
        all.put("data", data);
        return new String(StateMapper.toJson(all), StandardCharsets.UTF_8);
    }
}
