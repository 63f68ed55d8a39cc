package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Person;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/// How somebody calls a platform that may die meanwhile: again, with the same key, until there is an answer.
final class Phone {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// @param again whether it took more than one call: what the first one did is in the answer, or stands in its way
    record Answered(Answer answer, boolean again) {}

    private Phone() {}

    static Answered post(Person who, String path, Object body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Idempotency-Key", UUID.randomUUID().toString());
        return patiently(() -> who.post(path, body, all));
    }

    static Answer get(Person who, String path) {
        return patiently(() -> who.get(path)).answer();
    }

    static Answered patiently(Supplier<Answer> call) {
        var calls = new AtomicInteger();
        var answer =
                Awaitility.await("an answer")
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(200))
                        .ignoreExceptions()
                        .until(
                                () -> {
                                    calls.incrementAndGet();
                                    return call.get();
                                },
                                Phone::isAnswer);
        return new Answered(Objects.requireNonNull(answer), calls.get() > 1);
    }

    private static boolean isAnswer(Answer answer) {
        return answer.status() < 500
                && answer.status() != 429
                && !answer.text("code").equals("IDEMPOTENCY_KEY_IN_USE");
    }
}
