package cn.juhui.order.adapter.supplier;

import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.application.CardChecks;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand.CardCheck;
import cn.juhui.order.domain.card.Card;
import cn.juhui.platform.kernel.Limits;
import cn.juhui.platform.kernel.Writing;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `POST {url}/card-checks`, all cards of one question in one call (docs/card-checks.md). What is late, broken, too long, or says something that can't be
/// true of the card is not known; the circuit breaker keeps a supplier that is away from slowing every refund.
public final class HttpCardChecks implements CardChecks, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpCardChecks.class);
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int LONGEST_REFERENCE = 200;

    private final JsonMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final URI url;
    private final String key;
    private final Duration timeLimit;
    private final HttpClient http;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final Counter known;
    private final Counter unknown;
    private final Clock clock;

    /// @param url of the supplier's gateway, without a slash at its end
    /// @param key sent as a bearer token; empty for none
    /// @param timeLimit for all of it, from the connection to the last byte of the answer
    public HttpCardChecks(
            URI url,
            String key,
            Duration timeLimit,
            CircuitBreaker breaker,
            Bulkhead bulkhead,
            MeterRegistry meters,
            Clock clock) {
        this.url = URI.create(url + "/card-checks");
        this.key = key;
        this.timeLimit = timeLimit;
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.known = cards("known", meters);
        this.unknown = cards("unknown", meters);
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(timeLimit)
                        .build();
    }

    record Question(String orderNo, String merchantId, List<Asked> cards) {}

    /// @param codeHint at most the last four characters of the code
    record Asked(String cardId, String sku, @Nullable String codeHint) {}

    record Reply(@Nullable List<@Nullable Told> cards) {}

    record Told(
            @Nullable String cardId,
            @Nullable String state,
            @Nullable Long remainingValue,
            @Nullable Instant usedAt,
            @Nullable String reference) {}

    @Override
    public List<CardCheck> check(Order order, List<String> cardIds) {
        try {
            var reply =
                    bulkhead.executeSupplier(
                            () -> breaker.executeSupplier(() -> ask(order, cardIds)));
            var known = known(order, cardIds, reply);
            this.known.increment(known.size());
            unknown.increment(cardIds.size() - known.size());
            return known;
        } catch (UncheckedIOException
                | JacksonException
                | CallNotPermittedException
                | BulkheadFullException e) {
            LOG.info(
                    "The supplier does not answer about cards of {}: {}", order.id(), e.toString());
            unknown.increment(cardIds.size());
            return List.of();
        }
    }

    private Reply ask(Order order, List<String> cardIds) {
        var cards =
                order.cards().stream()
                        .filter(c -> cardIds.contains(c.id()))
                        .map(c -> new Asked(c.id(), order.itemOf(c).sku(), c.codeHint()))
                        .toList();
        var purchase = order.purchase();
        var body = new Question(purchase.orderNo(), purchase.merchantId(), cards);
        var request =
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        var answer =
                http.sendAsync(
                        request.build(),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            var response = answer.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw noAnswer("It answered " + response.statusCode(), null);
            }
            return Objects.requireNonNullElse(
                    json.readValue(response.body(), Reply.class), new Reply(null));
        } catch (ExecutionException e) {
            throw noAnswer("It can't be asked", e.getCause());
        } catch (TimeoutException e) {
            throw noAnswer("It is too slow", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer("Interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static UncheckedIOException noAnswer(String why, @Nullable Throwable cause) {
        return new UncheckedIOException(new IOException(why, cause));
    }

    /// The first word on each card counts.
    private List<CardCheck> known(Order order, List<String> cardIds, Reply reply) {
        var known = new LinkedHashMap<String, CardCheck>();
        for (var told : reply.cards() == null ? List.<@Nullable Told>of() : reply.cards()) {
            if (told != null && told.cardId() != null && cardIds.contains(told.cardId())) {
                order.card(told.cardId())
                        .flatMap(card -> check(card, told))
                        .ifPresent(check -> known.putIfAbsent(check.cardId(), check));
            }
        }
        return List.copyOf(known.values());
    }

    /// Empty for what is not known, and for what can't be true.
    private Optional<CardCheck> check(Card card, Told told) {
        var remaining =
                switch (told.state()) {
                    case "UNUSED" -> card.faceValue().value();
                    case "USED" -> 0L;
                    case "PARTIALLY_USED" -> told.remainingValue();
                    case null, default -> null;
                };
        if (remaining == null || remaining < 0 || remaining > card.faceValue().value()) {
            return Optional.empty();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var usedAt = told.usedAt();
        var at =
                usedAt == null || usedAt.isAfter(now) || !Limits.holds(usedAt)
                        ? now
                        : usedAt.truncatedTo(ChronoUnit.MILLIS);
        return Optional.of(
                new CardCheck(
                        card.id(),
                        new Money(remaining, card.faceValue().currency()),
                        new Provenance(
                                FactSource.SUPPLIER,
                                "card-checks",
                                now,
                                at,
                                reference(told.reference()))));
    }

    private static @Nullable String reference(@Nullable String text) {
        return text == null ? null : Writing.beginning(text, LONGEST_REFERENCE);
    }

    private static Counter cards(String answer, MeterRegistry meters) {
        return Counter.builder("juhui.orders.card_checks")
                .description("Cards about which the supplier was asked")
                .tag("answer", answer)
                .register(meters);
    }

    /// Ends what is still on its way.
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
