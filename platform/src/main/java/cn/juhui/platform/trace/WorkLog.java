package cn.juhui.platform.trace;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The one line that the log gets about each piece of work: a request, an event that came in, a deadline that passed. It says what it was, which refund and
/// order it was about, what came of it and how long it took, as keys and values beside the trace id; nothing that anybody wrote, and nobody's name.
///
/// `INFO` for what changed something or was refused, `DEBUG` for the rest. Journals and problem documents note here what happens while the work lasts.
public final class WorkLog {

    /// What came of it, where no refusal has a code.
    public enum Outcome {
        /// Nothing that is kept in a journal was asked to change.
        DONE,
        /// It had been done before.
        UNCHANGED,
        REFUSED,
        CHANGED
    }

    /// Many rows of one list are told of by the first ones.
    private static final int MOST_IDS = 10;

    private static final Pattern ID = Pattern.compile("(?:rfd|ord|pay|evd)_[0-9a-f]{32}");

    private static final Map<String, String> KINDS =
            Map.of("ord", "order", "rfd", "refund", "pay", "payout", "evd", "evidence");

    /// Members of states and events that name what else it was about.
    private static final List<String> MEMBERS = List.of("orderId", "refundId");

    private static final ThreadLocal<@Nullable WorkLog> CURRENT = new ThreadLocal<>();

    /// Where an event names what else it was about.
    private static final ClassValue<List<RecordComponent>> NAMING =
            new ClassValue<>() {
                @Override
                protected List<RecordComponent> computeValue(Class<?> type) {
                    return Stream.of(type.getRecordComponents())
                            .filter(c -> MEMBERS.contains(c.getName()))
                            .toList();
                }
            };

    private final Logger log;
    private final long began = System.nanoTime();
    private final Map<String, Set<String>> ids = new LinkedHashMap<>();
    private final Set<String> told = new LinkedHashSet<>();
    private Outcome outcome = Outcome.DONE;
    private @Nullable String code;

    private WorkLog(String kind) {
        this.log = LoggerFactory.getLogger("cn.juhui." + kind);
    }

    /// Does the work, which may note what it does, and then lets its line be written.
    ///
    /// @param kind `request`, `event` or `deadline`: the last part of the logger's name
    /// @param line writes it, whether the work ended well or not
    public static void of(String kind, Runnable work, Line line) {
        var outer = CURRENT.get();
        var mine = new WorkLog(kind);
        CURRENT.set(mine);
        Throwable failure = null;
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
            line.write(mine, failure);
        }
    }

    /// Writes the line.
    @FunctionalInterface
    public interface Line {

        /// @param failure with which the work ended; null when it ended well
        void write(WorkLog work, @Nullable Throwable failure);
    }

    /// The work in hand is about this aggregate, and what its state or event names besides. Nothing where nobody works.
    public static void about(String id, Map<String, ?> tree) {
        var work = CURRENT.get();
        if (work != null) {
            work.name(id);
            work.names(tree, 2);
        }
    }

    /// The same of an event.
    public static void about(String id, Record event) {
        var work = CURRENT.get();
        if (work != null) {
            work.name(id);
            for (var member : NAMING.get(event.getClass())) {
                try {
                    if (member.getAccessor().invoke(event) instanceof String other) {
                        work.name(other);
                    }
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /// Changed, with these events.
    public static void changed(Collection<String> types) {
        came(Outcome.CHANGED);
        var work = CURRENT.get();
        if (work != null) {
            work.told.addAll(types);
        }
    }

    public static void came(Outcome outcome) {
        var work = CURRENT.get();
        if (work != null && work.outcome.compareTo(outcome) < 0) {
            work.outcome = outcome;
        }
    }

    /// It is answered with a problem document of this code.
    public static void refused(String code) {
        var work = CURRENT.get();
        if (work != null) {
            work.code = code;
        }
    }

    /// The ids in a text of ours, such as a path.
    public void names(@Nullable String text) {
        if (text != null) {
            ID.matcher(text).results().forEach(found -> name(found.group()));
        }
    }

    public Outcome outcome() {
        return outcome;
    }

    /// The code of the problem document that it was answered with; null where it was none of this service.
    public @Nullable String code() {
        return code;
    }

    /// A state may keep them in one of its parts.
    private void names(Map<?, ?> tree, int depth) {
        for (var member : MEMBERS) {
            if (tree.get(member) instanceof String id) {
                name(id);
            }
        }
        for (var part : tree.values()) {
            if (depth > 1 && part instanceof Map<?, ?> inner) {
                names(inner, depth - 1);
            }
        }
    }

    private void name(String id) {
        if (ID.matcher(id).matches()) {
            var kind = KINDS.getOrDefault(id.substring(0, 3), "");
            var known = ids.computeIfAbsent(kind, _ -> new LinkedHashSet<>());
            if (known.size() < MOST_IDS) {
                known.add(id);
            }
        }
    }

    /// Writes it.
    ///
    /// @param what it was
    /// @param came the word for what came of it
    /// @param more keys and values in turn; what is null is left out
    public void write(Level level, String what, String came, @Nullable Object... more) {
        var line = log.atLevel(level).addKeyValue("outcome", came).addKeyValue("ms", millis());
        for (var i = 0; i < more.length; i += 2) {
            var value = more[i + 1];
            if (value != null) {
                line = line.addKeyValue(String.valueOf(more[i]), value);
            }
        }
        for (var kind : List.of("refund", "order", "payout", "evidence")) {
            var known = ids.get(kind);
            if (known != null) {
                line = line.addKeyValue(kind, String.join(",", known));
            }
        }
        if (!told.isEmpty()) {
            line = line.addKeyValue("events", String.join(",", told));
        }
        line.log(what);
        var span = TraceContext.span();
        if (span != null) {
            tell(span, what, came, more);
        }
    }

    /// The span of the work says what the line says.
    private void tell(Span span, String what, String came, @Nullable Object... more) {
        span.name(what);
        span.set("juhui.outcome", came);
        for (var i = 0; i < more.length; i += 2) {
            var value = more[i + 1];
            if (value != null) {
                span.set("juhui." + more[i], value.toString());
            }
        }
        ids.forEach((kind, known) -> span.set("juhui." + kind, String.join(",", known)));
        if (!told.isEmpty()) {
            span.set("juhui.events", String.join(",", told));
        }
    }

    private long millis() {
        return (System.nanoTime() - began) / 1_000_000;
    }
}
