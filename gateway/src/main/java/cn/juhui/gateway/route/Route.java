package cn.juhui.gateway.route;

import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/// The routing table. The first route that matches wins; what none matches does not exist, above all `/internal/**`.
public enum Route {
    /// The case's conversation is evidence, although it hangs below the refund.
    CONVERSATIONS(Service.EVIDENCE, "/v1/refunds/{refundId}/messages"),
    /// What is asked about an order before there is a case is the beginning of one.
    ORDER_CONVERSATIONS(Service.EVIDENCE, "/v1/orders/{orderId}/messages"),
    DESK(Service.EVIDENCE, "/v1/conversations/**"),
    EVIDENCE(Service.EVIDENCE, "/v1/evidence/**"),
    ORDERS(Service.ORDER, "/v1/orders/**"),
    IMPORTS(Service.ORDER, "/v1/imports/**"),
    POLICIES(Service.ORDER, "/v1/refund-policies/**"),
    EXPRESS_BLOCKS(Service.ORDER, "/v1/express-blocks/**"),
    REFUNDS(Service.REFUND, "/v1/refunds/**"),
    PAYOUTS(Service.PAYOUT, "/v1/payouts/**"),
    DIFFERENCES(Service.PAYOUT, "/v1/operations/differences"),
    LEDGER(Service.PAYOUT, "/v1/ledger/**"),
    CHANNELS(Service.PAYOUT, "/v1/channels/**"),
    NOTIFICATIONS(Service.NOTIFICATION, "/v1/notifications/**"),
    NOTIFICATION_TEMPLATES(Service.NOTIFICATION, "/v1/notification-templates/**"),
    WEBHOOK_ENDPOINTS(Service.NOTIFICATION, "/v1/webhook-endpoints/**"),
    WEBHOOK_DELIVERIES(Service.NOTIFICATION, "/v1/webhook-deliveries/**"),
    EVENTS(Service.NOTIFICATION, "/v1/events/**"),
    DEAD_LETTERS(Service.NOTIFICATION, "/v1/dead-letters/**"),
    LEVERS(Service.NOTIFICATION, "/v1/operations/levers/**"),
    AUDIT(Service.NOTIFICATION, "/v1/audit/**"),
    STATISTICS(Service.REFUND, "/v1/statistics"),
    WORKLISTS(Service.REFUND, "/v1/operations/{list:stuck|deadlines|late-merchants}");

    /// The only path whose answer never ends.
    static final String LIVE_STREAM = "/v1/notifications/stream";

    private final Service service;
    private final String pattern;

    Route(Service service, String pattern) {
        this.service = service;
        this.pattern = pattern;
    }

    public Service service() {
        return service;
    }

    public String pattern() {
        return pattern;
    }

    /// The route of a path; empty when it leads nowhere.
    public static Optional<Route> of(String path) {
        var parsed = PathContainer.parsePath(path);
        return List.of(values()).stream()
                .filter(route ->
                        PathPatternParser.defaultInstance.parse(route.pattern).matches(parsed))
                .findFirst();
    }
}
