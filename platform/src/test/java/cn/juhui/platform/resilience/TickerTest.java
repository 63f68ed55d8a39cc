package cn.juhui.platform.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TickerTest {

    @Test
    void not_even_an_error_is_its_last_run_and_each_is_seen() {
        var registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        var runs = new AtomicInteger();
        try (var ticker =
                new Ticker(
                        "broken-ticker",
                        Duration.ofMillis(1),
                        () -> {
                            switch (runs.incrementAndGet()) {
                                case 1 -> throw new NoClassDefFoundError("x");
                                case 2 -> throw new StackOverflowError();
                                case 3 -> throw new IllegalStateException("y");
                                default -> {}
                            }
                        })) {
            assertThat(ticker).isNotNull();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> runs.get() > 5);
            assertThat(
                            registry.get("juhui.threads.failed")
                                    .tag("thread", "broken-ticker")
                                    .counter()
                                    .count())
                    .isEqualTo(3);
        } finally {
            Metrics.removeRegistry(registry);
        }
    }
}
