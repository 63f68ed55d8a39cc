package cn.juhui.platform.lever;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What of one kind can be paused in a service; as a bean.
///
/// @param listed the names of those that are shown whether or not they are paused
/// @param known whether there is one of this name
/// @param waiting what waits while the one of this name is paused
public record Pausables(
        LeverKind kind,
        Levers levers,
        Supplier<List<String>> listed,
        Predicate<String> known,
        Function<String, Waiting> waiting) {

    /// What waits for a lever.
    ///
    /// @param count how many, up to a bound
    /// @param oldestSince when the one came to wait that waits longest; null when nothing waits or nobody can say
    public record Waiting(long count, @Nullable Instant oldestSince) {}

    /// Of a kind whose things have fixed names, all of which are listed.
    public static Pausables fixed(
            LeverKind kind, Levers levers, List<String> names, Function<String, Waiting> waiting) {
        return new Pausables(kind, levers, () -> names, names::contains, waiting);
    }
}
