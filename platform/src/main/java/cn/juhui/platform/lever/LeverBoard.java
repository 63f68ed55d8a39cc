package cn.juhui.platform.lever;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All levers of a service.
public final class LeverBoard {

    /// So many of one kind are shown.
    private static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(LeverBoard.class);

    private final List<Pausables> kinds;

    public LeverBoard(List<Pausables> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /// How one thing stands.
    ///
    /// @param last the last change; null when nobody ever touched it
    /// @param waiting how much waits; null when it isn't paused, or nobody can say
    /// @param oldestSince when that began to wait which waits longest; null where nobody can say
    public record Standing(
            LeverKind kind,
            String name,
            boolean paused,
            @Nullable LeverChange last,
            @Nullable Long waiting,
            @Nullable Instant oldestSince) {}

    /// What is always there, and what else is paused.
    public List<Standing> standings() {
        return kinds.stream()
                .flatMap(kind -> {
                    var names = new LinkedHashSet<>(kind.listed().get());
                    names.addAll(kind.levers().paused());
                    return names.stream().limit(MOST).map(name -> standing(kind, name));
                })
                .toList();
    }

    /// What can be paused here.
    public Stream<Pausables> kinds() {
        return kinds.stream();
    }

    /// Pulls a lever.
    ///
    /// @return how it stands now; empty when there is no such thing here
    public Optional<Standing> change(LeverKind kind, String name, LeverChange change) {
        return kinds.stream()
                .filter(one -> one.kind() == kind && one.known().test(name))
                .findFirst()
                .map(one -> {
                    one.levers().change(name, change);
                    return standing(one, name);
                });
    }

    private static Standing standing(Pausables kind, String name) {
        var changes = kind.levers().changes(name);
        var last = changes.isEmpty() ? null : changes.getFirst();
        var paused = last != null && last.paused();
        var waiting = paused ? waiting(kind, name) : null;
        return new Standing(
                kind.kind(),
                name,
                paused,
                last,
                waiting == null ? null : waiting.count(),
                waiting == null ? null : waiting.oldestSince());
    }

    /// Whoever looks here may do so because the broker is away.
    private static Pausables.@Nullable Waiting waiting(Pausables kind, String name) {
        try {
            return kind.waiting().apply(name);
        } catch (RuntimeException e) {
            LOG.info("What waits for {} can't be said: {}", name, e.toString());
            return null;
        }
    }
}
