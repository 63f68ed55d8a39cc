package cn.juhui.platform.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/// What a logger was told, from its beginning to its end.
public final class Logged implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Logger logger;
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    events.add(event);
                }
            };

    /// @param name of the logger; `cn.juhui` for all of ours
    public Logged(String name) {
        this.logger = (Logger) LoggerFactory.getLogger(name);
        logger.addAppender(appender);
        appender.start();
    }

    /// Reads, too.
    public Logged withReads() {
        logger.setLevel(Level.DEBUG);
        return this;
    }

    /// The lines of a story, as a log shows them: level, text, keys and values; and the first line of what was thrown.
    public List<String> of(String traceId) {
        return events.stream()
                .filter(e -> traceId.equals(e.getMDCPropertyMap().get("traceId")))
                .map(Logged::line)
                .toList();
    }

    /// The same once there are any: who is answered may be faster than the log.
    public List<String> await(String traceId) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> of(traceId), lines -> !lines.isEmpty());
    }

    /// All lines, as texts only.
    public List<String> texts() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static String line(ILoggingEvent e) {
        var pairs = Objects.requireNonNullElse(e.getKeyValuePairs(), List.<Object>of());
        return (e.getLevel()
                        + " "
                        + e.getFormattedMessage()
                        + pairs.stream()
                                .map(pair -> " " + pair.toString().replace("\"", ""))
                                .collect(Collectors.joining()))
                + (e.getThrowableProxy() == null ? "" : "\n" + e.getThrowableProxy().getMessage());
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(null);
    }
}
