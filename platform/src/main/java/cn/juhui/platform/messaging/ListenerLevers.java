package cn.juhui.platform.messaging;

import cn.juhui.platform.lever.Levers;
import cn.juhui.platform.resilience.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/// Lets the listeners rest that an operator paused. A resting listener keeps its partitions and its place, and hears nothing; what a poll brought by then
/// is worked. One that starts while it is paused doesn't hear anything first.
public final class ListenerLevers
        implements ApplicationListener<ConsumerStartingEvent>, AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Levers levers;
    private final Set<String> topics;

    /// Each stands for a consumer of its own.
    private final Set<MessageListenerContainer> containers = ConcurrentHashMap.newKeySet();

    private final Ticker ticker;

    /// @param levers by topic
    /// @param topics that this service hears; what else listens isn't touched
    public ListenerLevers(Levers levers, List<String> topics) {
        this.levers = levers;
        this.topics = Set.copyOf(topics);
        this.ticker = new Ticker("listener-levers", EVERY, this::follow);
    }

    /// Comes on the consumer's own thread, before it asks for anything.
    @Override
    public void onApplicationEvent(ConsumerStartingEvent event) {
        if (event.getSource() instanceof MessageListenerContainer container
                && topics.contains(topic(container))) {
            containers.add(container);
            follow(container);
        }
    }

    private void follow() {
        containers.removeIf(container -> !container.isRunning());
        containers.forEach(this::follow);
    }

    private void follow(MessageListenerContainer container) {
        var paused = levers.isPaused(topic(container));
        if (paused != container.isPauseRequested()) {
            if (paused) {
                container.pause();
            } else {
                container.resume();
            }
        }
    }

    private static String topic(MessageListenerContainer container) {
        var heard = container.getContainerProperties().getTopics();
        return heard == null || heard.length != 1 ? "" : heard[0];
    }

    @Override
    public void close() {
        ticker.close();
    }
}
