package cn.juhui.platform.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

class TurnstileTest {

    private static void pass(Turnstile turnstile, ClientHttpRequestExecution execution)
            throws IOException {
        turnstile
                .intercept(
                        new MockClientHttpRequest(HttpMethod.GET, URI.create("http://order")),
                        new byte[0],
                        execution)
                .close();
    }

    private static MockClientHttpResponse ok() {
        return new MockClientHttpResponse(new byte[0], HttpStatus.OK);
    }

    @Test
    void a_crowd_is_let_through_a_few_at_a_time_and_everybody_gets_a_turn() throws Exception {
        var turnstile = new Turnstile(3, Duration.ofSeconds(20));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var full = new CountDownLatch(3);
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var passed =
                    IntStream.range(0, 100)
                            .mapToObj(_ ->
                                    crowd.submit(() -> {
                                        pass(
                                                turnstile,
                                                (_, _) -> {
                                                    most.accumulateAndGet(
                                                            inside.incrementAndGet(), Math::max);
                                                    full.countDown();
                                                    awaitQuietly(full);
                                                    inside.decrementAndGet();
                                                    return ok();
                                                });
                                        return true;
                                    }))
                            .toList();
            for (var one : passed) {
                assertThat(one.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void who_gets_no_turn_in_time_fails_and_a_question_that_fails_makes_room() throws Exception {
        var turnstile = new Turnstile(1, Duration.ofMillis(50));
        assertThatThrownBy(() ->
                        pass(
                                turnstile,
                                (_, _) -> {
                                    throw new IOException("broken");
                                }))
                .hasMessage("broken");

        pass(
                turnstile,
                (_, _) -> {
                    assertThatThrownBy(() -> pass(turnstile, (_, _) -> ok()))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("No turn");
                    return ok();
                });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
