package cn.juhui.platform.http;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import cn.juhui.platform.http.idempotency.IdempotencyKeyRequired;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.request.Answers;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.FromQuery;
import cn.juhui.platform.http.request.OnlyFor;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.journal.DocumentFullException;
import cn.juhui.platform.security.Caller;
import com.mongodb.MongoExecutionTimeoutException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.UncategorizedMongoDbException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// A service that has nothing but the platform.
@SpringBootApplication
class ThingApplication {

    static final AtomicInteger MADE = new AtomicInteger();
    static final CountDownLatch SLOW_BEGAN = new CountDownLatch(1);
    static final CountDownLatch SLOW_MAY_END = new CountDownLatch(1);
    static final AtomicInteger BREAKS_LEFT = new AtomicInteger(1);

    static final AtomicReference<@Nullable Callable<Void>> OVERTAKEN = new AtomicReference<>();

    enum Colour {
        RED,
        BLUE
    }

    record Thing(
            @NotNull @Size(min = 1, max = 10) String name,
            Colour colour,
            Money price,
            long count,
            List<String> tags,
            Instant at,
            Duration within,
            @Valid Map<Colour, List<@Min(1) Integer>> sizes,
            Map<Colour, @NotBlank @Size(max = 10) String> colours) {}

    @FromQuery
    record Search(
            List<String> colour,
            @Nullable String name,
            @OnlyFor(Role.AGENT) @Nullable String owner) {}

    /// Fails before any controller is asked, and once more when the answer to that is asked for.
    @Bean
    FilterRegistrationBean<Filter> failing() {
        var filter =
                new FilterRegistrationBean<Filter>((request, response, chain) -> {
                    var path = ((HttpServletRequest) request).getRequestURI();
                    if (path.equals("/v1/no-room-before")) {
                        throw new UncheckedIOException(new IOException("No space left on device"));
                    }
                    var isError = request.getDispatcherType() == DispatcherType.ERROR;
                    var asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
                    if ("/v1/broken-twice".equals(isError ? asked : path)) {
                        throw new IllegalStateException(path);
                    }
                    chain.doFilter(request, response);
                });
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return filter;
    }

    @RestController
    static class Things {

        @PostMapping("/v1/things")
        @IdempotencyKeyRequired
        ResponseEntity<Map<String, Object>> make(
                @Valid @RequestBody Thing thing, Caller caller, RequestContext context) {
            if (thing.count() > 5) {
                throw ProblemException.of(422, "TOO_MANY_THINGS", 5);
            }
            var id = context.newId("thg");
            MADE.incrementAndGet();
            return Answers.created(
                    "/v1/things/" + id,
                    Map.of("id", id, "by", caller.subject(), "name", thing.name()),
                    1);
        }

        @PostMapping("/v1/things/batch")
        Map<String, Object> batch() {
            return Map.of("ended", true);
        }

        @PostMapping("/v1/slow")
        Map<String, Object> slow() throws InterruptedException {
            SLOW_BEGAN.countDown();
            return Map.of("ended", SLOW_MAY_END.await(20, TimeUnit.SECONDS));
        }

        @PostMapping("/v1/overtaken")
        Map<String, Object> overtaken(RequestContext context) throws Exception {
            var waits = OVERTAKEN.getAndSet(null);
            if (waits != null) {
                waits.call();
            }
            return Map.of("id", context.newId("thg"), "run", MADE.incrementAndGet());
        }

        @PutMapping("/v1/things/{id}")
        Map<String, Object> put(@PathVariable String id, @Valid @RequestBody Thing thing) {
            return Map.of("id", id, "name", thing.name(), "run", MADE.incrementAndGet());
        }

        @PostMapping("/v1/breaks-once")
        Map<String, Object> breaksOnce(RequestContext context) {
            if (BREAKS_LEFT.getAndDecrement() > 0) {
                throw new IllegalStateException("secret inner words " + context.newId("thg"));
            }
            return Map.of("id", context.newId("thg"));
        }

        @PostMapping("/v1/files")
        Map<String, Object> file(@RequestParam MultipartFile file) {
            MADE.incrementAndGet();
            return Map.of("bytes", file.getSize());
        }

        @GetMapping("/v1/things")
        Page<String> list(PageRequest page) {
            var next = page.cursor() == null ? Cursors.encode("a", "b") : null;
            return new Page<>(List.of("limit " + page.limit()), next);
        }

        @GetMapping("/v1/searches")
        Search search(Search search, PageRequest page) {
            return search;
        }

        @GetMapping("/v1/things/{id}")
        Map<String, Object> one(@PathVariable String id, RequestContext context, Caller caller) {
            if (!caller.is(Role.AGENT)) {
                throw ProblemException.forbidden();
            }
            return Map.of(
                    "expected",
                    context.expected() == null
                            ? "any"
                            : new TreeSet<>(context.expected().any()).toString(),
                    "wait",
                    context.waitFor().toSeconds(),
                    "respondAsync",
                    context.respondAsync());
        }

        @PostMapping("/v1/slow-search")
        void slowSearch() {
            throw new UncategorizedMongoDbException(
                    "too much to look at",
                    new MongoExecutionTimeoutException(50, "operation exceeded time limit"));
        }

        @DeleteMapping("/v1/notes")
        void forget(@RequestParam String name) {}

        @PostMapping("/v1/no-room")
        void noRoom() {
            throw new UncheckedIOException(new IOException("No space left on device"));
        }

        @PostMapping("/v1/full")
        void full() {
            throw new DocumentFullException("thg_1", 5_000_000, 4_194_304);
        }

        @PostMapping("/v1/refused")
        void refused() {
            throw ProblemException.refusedByRules(
                    "TOO_MANY_THINGS",
                    List.of(
                            new RuleOutcome(
                                    "R7",
                                    RuleOutcome.Outcome.BLOCKED,
                                    "CARD_IN_OPEN_REFUND",
                                    new CardId("crd_1"))));
        }
    }
}
