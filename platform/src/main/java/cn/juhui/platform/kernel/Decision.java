package cn.juhui.platform.kernel;

import java.util.List;

/// What an aggregate answers to a command. A business no is an answer, never an exception.
///
/// @param <A> the aggregate
/// @param <E> its events
/// @param <R> its refusals
public sealed interface Decision<A, E, R> {

    /// Yes: the aggregate as it is now, and the facts to append to its history. None only where the same was told often before, and the aggregate
    /// counts it from then on: a clock that asks for years must not make a history of years (ADR 31).
    record Accepted<A, E, R>(A aggregate, List<E> events) implements Decision<A, E, R> {

        public Accepted {
            events = List.copyOf(events);
        }
    }

    /// It was done before: duplicates are normal life.
    record AlreadyDone<A, E, R>() implements Decision<A, E, R> {}

    /// No, and why. Nothing changed.
    record Refused<A, E, R>(R refusal) implements Decision<A, E, R> {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    static <A, E, R> Decision<A, E, R> accepted(A aggregate, E... events) {
        return new Accepted<>(aggregate, List.of(events));
    }

    static <A, E, R> Decision<A, E, R> alreadyDone() {
        return new AlreadyDone<>();
    }

    static <A, E, R> Decision<A, E, R> refused(R refusal) {
        return new Refused<>(refusal);
    }
}
