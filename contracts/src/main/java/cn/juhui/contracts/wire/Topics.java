package cn.juhui.contracts.wire;

import java.util.List;
import java.util.Map;

/// The Kafka topics and consumer groups. A record that can't be processed goes to `<topic>.<group>.dlq`.
public final class Topics {

    public static final String ORDERS = "juhui.orders";
    public static final String REFUNDS = "juhui.refunds";
    public static final String EVIDENCE = "juhui.evidence";
    public static final String PAYOUTS = "juhui.payouts";

    public static final List<String> ALL = List.of(ORDERS, REFUNDS, EVIDENCE, PAYOUTS);

    /// The service that tells the events of each topic; no other may write there.
    public static final Map<String, String> TELLERS =
            Map.of(
                    ORDERS, "order-service",
                    REFUNDS, "refund-service",
                    EVIDENCE, "evidence-service",
                    PAYOUTS, "payout-service");

    /// The services that hear each topic, and have a dead-letter topic for what they can't take of it.
    public static final Map<String, List<String>> LISTENERS =
            Map.of(
                    ORDERS, List.of("refund-service", "payout-service", "notification-service"),
                    REFUNDS,
                            List.of(
                                    "order-service",
                                    "evidence-service",
                                    "payout-service",
                                    "notification-service"),
                    EVIDENCE, List.of("notification-service"),
                    PAYOUTS, List.of("refund-service", "notification-service"));

    /// Partitions of every topic and of every dead-letter topic. The key is the aggregate's id.
    public static final int PARTITIONS = 12;

    private Topics() {}

    /// Where the given group puts what it can't process.
    public static String deadLetters(String topic, String group) {
        return topic + "." + group + ".dlq";
    }
}
