package cn.juhui.platform.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BatcherTest {

    private final List<List<Integer>> served = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    /// Doubles what it is asked, the first time when the test lets it.
    private List<Integer> doubled(List<Integer> numbers) {
        served.add(numbers);
        begun.countDown();
        first.join();
        if (numbers.contains(13)) {
            throw new IllegalArgumentException("13");
        }
        if (numbers.contains(99)) {
            throw new AwayException();
        }
        return numbers.stream().map(n -> 2 * n).toList();
    }

    private static final class AwayException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AwayException() {
            super(new TimeoutException("no answer"));
        }
    }

    /// Asks for the first one, and for the others while that one is being served.
    private List<Future<Integer>> askWhileServing(
            Batcher<Integer, Integer> batcher, Integer... others) throws Exception {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var asked = new ArrayList<Future<Integer>>();
        asked.add(threads.submit(() -> batcher.ask(1)));
        begun.await();
        var waiting = new ArrayList<Thread>();
        for (var other : others) {
            var answer = new CompletableFuture<Integer>();
            waiting.add(Thread.ofVirtual().start(() -> complete(answer, () -> batcher.ask(other))));
            asked.add(answer);
            Awaitility.await().until(() -> waiting.getLast().getState() == Thread.State.WAITING);
        }
        first.complete(null);
        return asked;
    }

    private static void complete(CompletableFuture<Integer> answer, Callable<Integer> question) {
        try {
            answer.complete(question.call());
        } catch (Exception e) {
            answer.completeExceptionally(e);
        }
    }

    private static Object outcome(Future<Integer> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    private static List<Object> outcomes(List<Future<Integer>> asked) throws InterruptedException {
        var outcomes = new ArrayList<>();
        for (var one : asked) {
            outcomes.add(outcome(one));
        }
        return outcomes;
    }

    @Test
    void who_comes_alone_is_served_alone_and_at_once() {
        first.complete(null);
        var batcher = new Batcher<>(10, this::doubled);

        assertThat(batcher.ask(1)).isEqualTo(2);
        assertThat(batcher.ask(2)).isEqualTo(4);
        assertThat(served).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void who_comes_while_another_is_served_is_served_with_all_others_who_came() throws Exception {
        var asked = askWhileServing(new Batcher<>(10, this::doubled), 2, 3, 4);

        assertThat(outcomes(asked)).containsExactly(2, 4, 6, 8);
        assertThat(served).containsExactly(List.of(1), List.of(2, 3, 4));
    }

    @Test
    void no_more_than_so_many_are_served_together() throws Exception {
        var asked = askWhileServing(new Batcher<>(2, this::doubled), 2, 3, 4);

        assertThat(outcomes(asked)).containsExactly(2, 4, 6, 8);
        assertThat(served).containsExactly(List.of(1), List.of(2, 3), List.of(4));
    }

    @Test
    void who_cannot_be_served_keeps_it_from_nobody_else() throws Exception {
        var asked = askWhileServing(new Batcher<>(10, this::doubled), 2, 13, 4);

        assertThat(outcomes(asked))
                .containsExactly(2, 4, "java.lang.IllegalArgumentException: 13", 8);
        assertThat(served)
                .containsExactly(
                        List.of(1), List.of(2, 13, 4), List.of(2), List.of(13), List.of(4));
    }

    @Test
    void an_outage_is_everybodys_and_nobody_tries_alone() throws Exception {
        var asked = askWhileServing(new Batcher<>(10, this::doubled), 2, 99);

        assertThat(outcomes(asked).subList(1, 3))
                .allSatisfy(outcome -> assertThat(outcome.toString()).contains("no answer"));
        assertThat(served).containsExactly(List.of(1), List.of(2, 99));
    }
}
