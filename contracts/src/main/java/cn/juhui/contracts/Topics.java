package cn.juhui.contracts;

import java.util.List;

/// The Kafka topics and consumer groups. A record that can't be processed goes to `<topic>.<group>.dlq`.
public final class Topics {

    public static final String ORDERS = "juhui.orders";
    public static final String REFUNDS = "juhui.refunds";
    public static final String EVIDENCE = "juhui.evidence";
    public static final String PAYOUTS = "juhui.payouts";

    public static final List<String> ALL = List.of(ORDERS, REFUNDS, EVIDENCE, PAYOUTS);

    /// Partitions of every topic and of every dead-letter topic. The key is the aggregate's id.
    public static final int PARTITIONS = 12;

    private Topics() {}

    /// Where the given group puts what it can't process.
    public static String deadLetters(String topic, String group) {
        return topic + "." + group + ".dlq";
    }
}
