package cn.juhui.contracts.wire;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.refund.RefundEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Every event type by its wire name, read off the four sealed families, so that none can be forgotten.
public final class EventTypes {

    private static final SequencedMap<String, Class<? extends Event>> BY_NAME =
            new LinkedHashMap<>();

    static {
        collect(OrderEvent.class);
        collect(RefundEvent.class);
        collect(EvidenceEvent.class);
        collect(PayoutEvent.class);
    }

    private EventTypes() {}

    /// Wire name → record, in the order of declaration.
    public static Map<String, Class<? extends Event>> all() {
        return Collections.unmodifiableSequencedMap(BY_NAME);
    }

    /// The wire name of a record.
    public static String nameOf(Class<? extends Event> event) {
        try {
            return (String) event.getField("TYPE").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(event + " has no public constant TYPE", e);
        }
    }

    /// What names the JSON Schema of a type (`ce_dataschema`, and the schema's `$id`).
    public static String schemaOf(String type) {
        return "urn:juhui:schema:" + type;
    }

    private static void collect(Class<?> sealed) {
        for (var permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                collect(permitted);
            } else {
                var event = permitted.asSubclass(Event.class);
                if (BY_NAME.put(nameOf(event), event) != null) {
                    throw new IllegalStateException("Two events are called " + nameOf(event));
                }
            }
        }
    }
}
