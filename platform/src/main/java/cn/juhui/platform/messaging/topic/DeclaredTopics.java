package cn.juhui.platform.messaging.topic;

import cn.juhui.contracts.wire.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The topics that a service needs: the house's own, and its dead letters of those that it listens to. Creates what is missing and never changes what is
/// there: partitions can't be taken away, and one more sends a case's next events past those that still wait in the old one.
public final class DeclaredTopics {

    private static final int PATIENCE_SECONDS = 30;

    private final Map<String, Object> connection;
    private final List<String> names;
    private final int partitions;
    private final short replicas;

    /// @param listensTo the topics of which the service may have dead letters
    /// @param replicas of a topic that is created here; -1 for the broker's own default
    public DeclaredTopics(
            String service,
            Collection<String> listensTo,
            Brokers brokers,
            int partitions,
            short replicas) {
        this(
                Stream.concat(
                                Topics.ALL.stream(),
                                listensTo.stream().map(topic -> Topics.deadLetters(topic, service)))
                        .toList(),
                brokers,
                partitions,
                replicas);
    }

    /// Others that a service needs.
    public DeclaredTopics(List<String> names, Brokers brokers, int partitions, short replicas) {
        this.connection = brokers.settings();
        this.names = List.copyOf(names);
        this.partitions = partitions;
        this.replicas = replicas;
    }

    /// Creates what is missing.
    ///
    /// @throws KafkaException when the broker doesn't answer or refuses
    public void create() {
        try (var admin = Admin.create(connection)) {
            var there = there(admin);
            for (var name : names) {
                if (!there.containsKey(name)) {
                    create(admin, name);
                }
            }
        }
    }

    private void create(Admin admin, String name) {
        try {
            admin.createTopics(List.of(new NewTopic(name, partitions, replicas)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("Can't create " + name, e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("No answer in " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// What would have to be shrunk or moved to become what the settings say, a sentence each.
    public List<String> refusals() {
        var refusals = new ArrayList<String>();
        try (var admin = Admin.create(connection)) {
            there(admin)
                    .forEach((name, topic) -> {
                        var has = topic.partitions().size();
                        if (has > partitions) {
                            refusals.add(
                                    "KAFKA_PARTITIONS: %s has %d partitions and may not shrink to %d"
                                            .formatted(name, has, partitions));
                        } else if (has < partitions) {
                            refusals.add(
                                    "KAFKA_PARTITIONS: %s has %d partitions; growing to %d moves cases to other partitions and is done by hand while nothing is under way"
                                            .formatted(name, has, partitions));
                        }
                        var copies = topic.partitions().getFirst().replicas().size();
                        if (replicas > 0 && copies > replicas) {
                            refusals.add(
                                    "KAFKA_REPLICAS: %s has %d replicas and may not shrink to %d"
                                            .formatted(name, copies, replicas));
                        }
                    });
        }
        return refusals;
    }

    private Map<String, TopicDescription> there(Admin admin) {
        var there = new HashMap<String, TopicDescription>();
        for (var one : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                there.put(one.getKey(), one.getValue().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new KafkaException("Can't look at " + one.getKey(), e.getCause());
                }
            } catch (TimeoutException e) {
                throw new KafkaException("No answer in " + PATIENCE_SECONDS + " s", e);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        return there;
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("Interrupted", e);
    }
}
