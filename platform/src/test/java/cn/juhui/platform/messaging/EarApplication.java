package cn.juhui.platform.messaging;

import cn.juhui.contracts.evidence.MessagePosted;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;

/// A service that only listens.
@SpringBootApplication
class EarApplication {

    static final List<ReceivedEvent<MessagePosted>> HEARD = new CopyOnWriteArrayList<>();
    static final AtomicInteger FAILURES = new AtomicInteger();

    @Bean
    EventListener evidence(EventReader reader) {
        return EventListener.with(reader)
                .on(
                        MessagePosted.class,
                        heard -> {
                            if (heard.event().text().equals("fail twice")
                                    && FAILURES.incrementAndGet() <= 2) {
                                throw new IllegalStateException("the store is down");
                            }
                            stumble(heard.event().text());
                            HEARD.add(heard);
                        });
    }

    private static void stumble(String text) {
        switch (text) {
            case "bug" -> throw new NullPointerException("nobody thought of this");
            case "broken" -> throw new StackOverflowError();
            case "out of memory" -> {
                if (FAILURES.incrementAndGet() <= 20) {
                    throw new OutOfMemoryError("no memory for a while");
                }
            }
            case "two bugs in turn" -> {
                if (FAILURES.incrementAndGet() % 2 == 0) {
                    throw new IllegalArgumentException("one");
                }
                throw new UnsupportedOperationException("two");
            }
            case "too large for the store" ->
                    throw new MongoCommandException(
                            BsonDocument.parse(
                                    "{ok: 0, code: 17419, errmsg: 'Resulting document after update is larger than 16777216'}"),
                            new ServerAddress());
            case "store away for long" -> {
                if (FAILURES.incrementAndGet() <= 20) {
                    throw new DataAccessResourceFailureException(
                            "no answer", new MongoTimeoutException("no server"));
                }
            }
            default -> {
                // Nothing is wrong with it.
            }
        }
    }
}
