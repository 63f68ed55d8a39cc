package cn.juhui.standalone;

import java.util.Locale;

/// The services and the gateway, in the order in which they start.
public enum PlatformPart {
    ORDER("order-service", 8081, "cn.juhui.order.OrderServiceApplication"),
    REFUND("refund-service", 8082, "cn.juhui.refund.RefundServiceApplication"),
    EVIDENCE("evidence-service", 8083, "cn.juhui.evidence.EvidenceServiceApplication"),
    PAYOUT("payout-service", 8084, "cn.juhui.payout.PayoutServiceApplication"),
    NOTIFICATION(
            "notification-service", 8085, "cn.juhui.notification.NotificationServiceApplication"),
    GATEWAY("gateway", 8080, "cn.juhui.gateway.GatewayApplication");

    private final String title;
    private final int defaultPort;
    private final String mainClass;

    PlatformPart(String title, int defaultPort, String mainClass) {
        this.title = title;
        this.defaultPort = defaultPort;
        this.mainClass = mainClass;
    }

    /// Its name in the house, such as `order-service`; also the name of its settings file and of its consumer group.
    public String title() {
        return title;
    }

    int defaultPort() {
        return defaultPort;
    }

    Class<?> mainClass() {
        try {
            return Class.forName(mainClass);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(title + " is not on the class path", e);
        }
    }

    /// The environment variable with its port, such as `ORDER_SERVICE_PORT`.
    public String portVariable() {
        return variable() + "_PORT";
    }

    int defaultManagementPort() {
        return defaultPort + 1000;
    }

    /// The environment variable with the port of its health and metrics, such as `ORDER_SERVICE_MANAGEMENT_PORT`.
    public String managementPortVariable() {
        return variable() + "_MANAGEMENT_PORT";
    }

    /// The environment variable that tells the others where it is, such as `ORDER_SERVICE_URL`.
    public String urlVariable() {
        return variable() + "_URL";
    }

    private String variable() {
        return title.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
