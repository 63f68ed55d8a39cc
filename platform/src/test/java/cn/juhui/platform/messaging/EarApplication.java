package cn.juhui.platform.messaging;

import cn.juhui.contracts.evidence.MessagePosted;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;

/// A service that only listens.
@SpringBootApplication
class EarApplication {

    static final List<Heard<MessagePosted>> HEARD = new CopyOnWriteArrayList<>();
    static final AtomicInteger FAILURES = new AtomicInteger();

    @Bean
    Consumer<Message<byte[]>> evidence(EventReader reader) {
        return EventListener.with(reader)
                .on(
                        MessagePosted.class,
                        heard -> {
                            if (heard.event().text().equals("fail twice")
                                    && FAILURES.incrementAndGet() <= 2) {
                                throw new IllegalStateException("the store is down");
                            }
                            HEARD.add(heard);
                        });
    }
}
