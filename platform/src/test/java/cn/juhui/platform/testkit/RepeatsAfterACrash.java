package cn.juhui.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every operation of a service, repeated after the process died between doing it and storing its answer: the repeat is answered as the first
/// one was, and nothing is done twice.
public interface RepeatsAfterACrash {

    /// One request, the same each time.
    @FunctionalInterface
    interface Request {
        /// @param key its `Idempotency-Key`
        HttpResponse<?> send(String key);
    }

    /// Each operation, as [Crashes#operations] names it, and what prepares a request that it can do.
    Map<String, Supplier<Request>> operations();

    /// The operations that keep nothing, so there is nothing to repeat.
    Set<String> questions();

    MongoTemplate mongo();

    RequestMappingHandlerMapping controllers();

    @Test
    default void no_operation_is_forgotten_here() {
        assertThat(Crashes.operations(controllers()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(operations().keySet().stream(), questions().stream())
                                .toList());
    }

    @TestFactory
    default Stream<DynamicTest> a_repeat_after_a_crash_is_answered_as_the_first_try_was() {
        return operations().entrySet().stream()
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.getKey(), () -> assertRepeatable(one.getValue().get())));
    }

    private void assertRepeatable(Request request) {
        var key = UUID.randomUUID().toString();
        var first = request.send(key);
        assertThat(first.statusCode()).as("%s", first.body()).isIn(200, 201);
        Crashes.beforeTheAnswersWereStored(mongo());
        var again = request.send(key);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat((Object) again.body()).isEqualTo(first.body());
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.headers().firstValue("ETag"))
                .isEqualTo(first.headers().firstValue("ETag"));
        assertThat(request.send(key).headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }
}
