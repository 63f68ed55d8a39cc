package cn.juhui.platform.messaging;

import cn.juhui.contracts.id.Id;
import cn.juhui.platform.kernel.Limits;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may stand in an event. A broker carries whatever somebody put there; a value that our store, our clocks or our keys can't hold is refused when it
/// is read, with its place, and never reaches a handler. Money sees to itself ([cn.juhui.contracts.money.Money]).
final class EventBounds {

    /// Of the value. Our largest event, a hold of a hundred cards with what is known of each, stays far below.
    static final int MAX_BYTES = 512 * 1024;

    /// Characters of a text. People write 2,000 at most.
    static final int MAX_TEXT = 10_000;

    /// Elements of a list. An order has a hundred cards at most.
    static final int MAX_LIST = 1_000;

    /// Nothing of ours has a history this long.
    static final long MAX_SEQUENCE = 1_000_000;

    /// Ids of ours and subjects: they become names of members in stored documents, so neither dot nor dollar.
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_:-]{0,99}");

    private static final ClassValue<List<Part>> PARTS =
            new ClassValue<>() {
                @Override
                protected List<Part> computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
                }
            };

    private EventBounds() {}

    /// A component of a record.
    ///
    /// @param inline whether its own members stand beside the others
    private record Part(
            String name, Method accessor, boolean optional, boolean id, boolean inline) {

        static Part of(RecordComponent component) {
            var name = component.getName();
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return new Part(
                    name,
                    accessor,
                    optional(component.getAnnotatedType()),
                    isId(name),
                    accessor.isAnnotationPresent(JsonUnwrapped.class));
        }

        private static boolean optional(AnnotatedElement type) {
            return type.isAnnotationPresent(Nullable.class);
        }

        private static boolean isId(String name) {
            return name.endsWith("Id") || name.endsWith("Ids");
        }
    }

    static boolean isSubject(String text) {
        return SUBJECT.matcher(text).matches();
    }

    static String subject(String attribute, String text) {
        if (!isSubject(text)) {
            throw refused("ce_" + attribute, "is no id");
        }
        return text;
    }

    static String id(String attribute, String text) {
        if (!Limits.isId(text)) {
            throw refused("ce_" + attribute, "is no id");
        }
        return text;
    }

    static long sequence(long sequence) {
        if (sequence < 1) {
            throw refused("ce_sequence", "is below 1");
        }
        if (sequence > MAX_SEQUENCE) {
            throw refused("ce_sequence", "is above " + MAX_SEQUENCE);
        }
        return sequence;
    }

    static Instant instant(String place, Instant instant) {
        if (!Limits.holds(instant)) {
            throw refused(place, "is not between " + Limits.EARLIEST + " and " + Limits.LATEST);
        }
        return instant;
    }

    static void bytes(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw refused("The data", "has more than " + MAX_BYTES + " bytes");
        }
    }

    /// @throws UnprocessableRecordException naming the first member, at any depth, that is missing or out of bounds
    static void check(Record data) throws ReflectiveOperationException {
        members(data, "");
    }

    private static void members(Record data, String path) throws ReflectiveOperationException {
        for (var part : PARTS.get(data.getClass())) {
            var place = path.isEmpty() ? part.name() : path + "." + part.name();
            var value = part.accessor().invoke(data);
            if (part.inline() && value instanceof Record inline) {
                members(inline, path);
            } else if (value != null) {
                value(value, place, part.id());
            } else if (!part.optional()) {
                throw missing(place);
            }
        }
    }

    private static void value(Object value, String place, boolean id)
            throws ReflectiveOperationException {
        switch (value) {
            case Id typed -> value(typed.value(), place, true);
            case String text when id -> {
                if (!Limits.isId(text)) {
                    throw refused(place, "is no id");
                }
            }
            case String text -> text(text, place);
            case Instant instant -> instant(place, instant);
            case Duration duration -> {
                if (duration.isNegative() || duration.compareTo(Limits.LONGEST) > 0) {
                    throw refused(place, "is not between PT0S and " + Limits.LONGEST);
                }
            }
            case Collection<?> list -> list(list, place, id);
            case Map<?, ?> map -> {
                list(map.keySet(), place, true);
                list(map.values(), place, id);
            }
            case Record nested -> members(nested, place);
            default -> {
                // A number, an enum, a boolean: bounded by its type.
            }
        }
    }

    private static void list(Collection<?> list, String place, boolean id)
            throws ReflectiveOperationException {
        if (list.size() > MAX_LIST) {
            throw refused(place, "has more than " + MAX_LIST + " elements");
        }
        for (var element : list) {
            if (element == null) {
                throw missing(place + "[]");
            }
            value(element, place + "[]", id);
        }
    }

    private static void text(String text, String place) {
        if (text.length() > MAX_TEXT) {
            throw refused(place, "has more than " + MAX_TEXT + " characters");
        }
        if (!Limits.isWhole(text)) {
            throw refused(place, "has half a character");
        }
    }

    private static UnprocessableRecordException missing(String place) {
        return new UnprocessableRecordException("Missing member " + place);
    }

    private static UnprocessableRecordException refused(String place, String why) {
        return new UnprocessableRecordException(place + " " + why);
    }
}
