package cn.juhui.platform.journal;

/// What became of a command.
///
/// @param <A> the aggregate
/// @param <R> its refusals
public sealed interface Handled<A, R> {

    /// Accepted and stored, together with its events; by this try, or by an earlier one of the same operation.
    record Changed<A, R>(Stored<A> now) implements Handled<A, R> {}

    /// Done before, or heard before: nothing changed.
    record Unchanged<A, R>(Stored<A> now) implements Handled<A, R> {}

    /// The domain said no: nothing changed.
    record Refused<A, R>(Stored<A> now, R refusal) implements Handled<A, R> {}

    /// The caller's version ([Cause#expected()]) is not the stored one: nothing changed.
    record Stale<A, R>(Stored<A> now) implements Handled<A, R> {}

    /// There is no such aggregate.
    record NotFound<A, R>() implements Handled<A, R> {}
}
