package cn.juhui.payout.adapter.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.lever.ChannelHealth;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/// What stands around every call of a channel: its turn in the second, the circuit breaker, the time limit. There is no
/// retry: whether a payment is sent again is the aggregate's decision. Whatever breaks becomes [Answer.Unknown].
public final class ChannelGuards implements ChannelHealth {

    /// The guards of one channel. The circuit breaker must record what is no usable answer ([#isNone]) as a failure.
    public record Guard(CircuitBreaker circuit, RateLimiter turns, TimeLimiter timeLimit) {}

    private final Map<PaymentChannel, Guard> guards;

    public ChannelGuards(Map<PaymentChannel, Guard> guards) {
        this.guards = Map.copyOf(guards);
        if (!this.guards.keySet().containsAll(java.util.List.of(PaymentChannel.values()))) {
            throw new IllegalArgumentException("Unguarded channel in " + guards.keySet());
        }
    }

    @Override
    public boolean isDown(PaymentChannel channel) {
        return java.util.Objects.requireNonNull(guards.get(channel)).circuit().getState()
                != CircuitBreaker.State.CLOSED;
    }

    /// @param noAnswer what the caller gets when there is no usable answer
    public <T> T call(
            PaymentChannel channel,
            Supplier<CompletableFuture<T>> call,
            Function<Why, T> noAnswer) {
        var guard = java.util.Objects.requireNonNull(guards.get(channel));
        if (!guard.turns().acquirePermission()) {
            return noAnswer.apply(Why.RATE_LIMITED);
        }
        var circuit = guard.circuit();
        if (!circuit.tryAcquirePermission()) {
            return noAnswer.apply(Why.CIRCUIT_OPEN);
        }
        var start = circuit.getCurrentTimestamp();
        var answer = answer(guard.timeLimit(), call, noAnswer);
        circuit.onResult(circuit.getCurrentTimestamp() - start, circuit.getTimestampUnit(), answer);
        return answer;
    }

    private static <T> T answer(
            TimeLimiter limit, Supplier<CompletableFuture<T>> call, Function<Why, T> noAnswer) {
        try {
            return limit.executeFutureSupplier(call);
        } catch (TimeoutException e) {
            return noAnswer.apply(Why.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return noAnswer.apply(Why.TIMEOUT);
        } catch (Exception e) {
            return noAnswer.apply(why(e));
        }
    }

    /// Whether this is no usable answer.
    public static boolean isNone(Object answer) {
        return answer instanceof Answer.Unknown || answer.equals(Optional.empty());
    }

    private static Why why(Throwable e) {
        return switch (e) {
            case java.net.http.HttpTimeoutException _ -> Why.TIMEOUT;
            case IOException _ -> Why.CONNECTION_FAILED;
            case ExecutionException wrapped when wrapped.getCause() != null ->
                    why(wrapped.getCause());
            case CompletionException wrapped when wrapped.getCause() != null ->
                    why(wrapped.getCause());
            default -> Why.UNREADABLE_ANSWER;
        };
    }
}
