package cn.juhui.scenarios.bench.cost;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Records on all topics of the broker, and the bytes of one copy of them on its disk.
record BrokerRecords(Admin broker) implements Source {

    @Override
    public Map<String, Double> read() {
        try {
            return Map.of("records", (double) records(), "bytes", (double) bytes());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long records() throws ExecutionException, InterruptedException {
        var topics = broker.listTopics().names().get();
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        broker.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((name, topic) ->
                        topic.partitions()
                                .forEach(partition ->
                                        wanted.put(
                                                new TopicPartition(name, partition.partition()),
                                                OffsetSpec.latest())));
        return broker.listOffsets(wanted).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private long bytes() throws ExecutionException, InterruptedException {
        var brokers = broker.describeCluster().nodes().get().stream().map(node -> node.id());
        var largest = new HashMap<TopicPartition, Long>();
        for (var folders :
                broker.describeLogDirs(brokers.toList()).allDescriptions().get().values()) {
            for (var folder : folders.values()) {
                folder.replicaInfos()
                        .forEach((partition, replica) -> {
                            if (!partition.topic().startsWith("__")) {
                                largest.merge(partition, replica.size(), Math::max);
                            }
                        });
            }
        }
        return largest.values().stream().mapToLong(size -> size).sum();
    }
}
