package cn.juhui.platform.messaging;

import cn.juhui.platform.resilience.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/// Starts a listener again whose consumer broke outside of what is handled ([EventListener] sees to that): an `Error` in the client
/// or in its surroundings ends a consumer's thread for good, and nobody would hear its partitions in this process any more.
public final class ListenerWatch implements ApplicationListener<ConsumerStoppedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Override
    public void onApplicationEvent(ConsumerStoppedEvent event) {
        switch (event.getReason()) {
            case NORMAL -> {
                // As it was told to.
            }
            case ERROR, FENCED, AUTH, NO_OFFSET, ABNORMAL -> restart(event);
        }
    }

    private static void restart(ConsumerStoppedEvent event) {
        var container = event.getContainer(AbstractMessageListenerContainer.class);
        var name = name(topics(container));
        Ticker.count(name);
        LOG.error("{} broke ({}) and will start again", name, event.getReason());
        Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    LockSupport.parkNanos(PAUSE.toNanos());
                    container.stop();
                    container.start();
                });
    }

    static String name(String... topics) {
        return "consumer-" + String.join(",", topics);
    }

    private static String[] topics(AbstractMessageListenerContainer<?, ?> container) {
        var topics = container.getContainerProperties().getTopics();
        return topics == null ? new String[0] : topics;
    }
}
