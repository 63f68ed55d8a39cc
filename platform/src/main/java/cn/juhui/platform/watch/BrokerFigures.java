package cn.juhui.platform.watch;

import static java.util.concurrent.TimeUnit.SECONDS;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.watch.Figure.Row;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// How far a service is behind with what it hears, and how many records its own topic keeps, as the broker says it.
public final class BrokerFigures {

    private static final int PATIENCE_SECONDS = 5;

    private final Admin admin;
    private final String service;

    public BrokerFigures(Admin admin, String service) {
        this.admin = admin;
        this.service = service;
    }

    public List<Figure> figures(MeterRegistry meters) {
        return List.of(
                new Figure(
                        MultiGauge.builder("juhui.messages.lag")
                                .description("Records that a service has not handled yet")
                                .register(meters),
                        this::lag),
                new Figure(
                        MultiGauge.builder("juhui.topics.records")
                                .description("Records that the broker keeps of a topic")
                                .register(meters),
                        this::kept));
    }

    /// How many records of a topic the service has not handled yet.
    ///
    /// @throws KafkaException when the broker doesn't say it
    public long lagOf(String topic) {
        return lags(List.of(topic)).getOrDefault(topic, 0.0).longValue();
    }

    private List<Row> lag() {
        var heard =
                Topics.ALL.stream()
                        .filter(topic ->
                                Topics.LISTENERS.getOrDefault(topic, List.of()).contains(service))
                        .toList();
        if (heard.isEmpty()) {
            return List.of();
        }
        return rows(lags(heard));
    }

    private Map<String, Double> lags(List<String> heard) {
        var ends = offsets(heard, OffsetSpec.latest());
        var begins = offsets(heard, OffsetSpec.earliest());
        var done = get(admin.listConsumerGroupOffsets(service).partitionsToOffsetAndMetadata());
        var lag = new HashMap<String, Double>();
        ends.forEach((partition, end) -> {
            var committed = done.get(partition);
            var next = committed == null ? begins.getOrDefault(partition, 0L) : committed.offset();
            lag.merge(partition.topic(), (double) Math.max(0, end - next), Double::sum);
        });
        return lag;
    }

    private List<Row> rows(Map<String, Double> lag) {
        return lag.entrySet().stream()
                .map(one ->
                        new Row(Tags.of("topic", one.getKey(), "group", service), one.getValue()))
                .toList();
    }

    private List<Row> kept() {
        var own =
                Topics.ALL.stream()
                        .filter(topic -> service.equals(Topics.TELLERS.get(topic)))
                        .toList();
        var kept = new ArrayList<Row>();
        for (var topic : own) {
            var begins = offsets(List.of(topic), OffsetSpec.earliest());
            var records = 0L;
            for (var end : offsets(List.of(topic), OffsetSpec.latest()).entrySet()) {
                records += end.getValue() - begins.getOrDefault(end.getKey(), 0L);
            }
            kept.add(new Row("topic", topic, records));
        }
        return kept;
    }

    private Map<TopicPartition, Long> offsets(List<String> topics, OffsetSpec which) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        get(admin.describeTopics(topics).allTopicNames())
                .forEach((name, topic) ->
                        topic.partitions()
                                .forEach(one ->
                                        asked.put(
                                                new TopicPartition(name, one.partition()), which)));
        var found = new HashMap<TopicPartition, Long>();
        get(admin.listOffsets(asked).all())
                .forEach((partition, offset) -> found.put(partition, offset.offset()));
        return found;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("The broker doesn't say it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }
}
