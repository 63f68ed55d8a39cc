package cn.juhui.platform.http.client;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;

/// A service that is asked in the caller's own name while they wait. A slow or silent one costs its time limit at most, and nothing at
/// all while the breaker is open.
public final class CallerClient {

    /// A question that was wrong (4xx) says nothing about the health of who was asked.
    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .recordException(e -> !(e instanceof HttpClientErrorException))
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(10)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(5))
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .build();

    private final RestClient http;
    private final CircuitBreaker breaker;

    /// @param name of the breaker: kinds of questions that should not break each other have different ones
    CallerClient(String name, RestClient http) {
        this.http = http;
        this.breaker = CircuitBreaker.of(name, BREAKER);
    }

    /// @param question asks and reads the answer; for one that it does not expect it throws [#unexpected]
    /// @throws ServiceAwayException when there is no usable answer
    public <T> T ask(Function<RestClient, T> question) {
        try {
            return breaker.executeSupplier(() -> question.apply(http));
        } catch (RestClientException | JacksonException | CallNotPermittedException e) {
            throw new ServiceAwayException(e);
        }
    }

    /// For an answer whose status says nothing that who asked could use.
    public static RestClientException unexpected(ClientHttpResponse answer) throws IOException {
        var status = answer.getStatusCode();
        return status.is4xxClientError()
                ? new HttpClientErrorException(status)
                : new RestClientException("The answer was " + status);
    }
}
