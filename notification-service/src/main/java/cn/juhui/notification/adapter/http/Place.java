package cn.juhui.notification.adapter.http;

import cn.juhui.notification.domain.Recipient;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How far a stream has told each of its inboxes: what its events have as `id`, and what comes back as `Last-Event-ID`. Such as
/// `c17`, or `a2-p91` for who has two inboxes: the side's first letter and the position. It means the same on every instance.
final class Place {

    private static final String PART =
            Arrays.stream(Recipient.Side.values())
                    .map(Place::letterOf)
                    .collect(Collectors.joining("", "[", "](?:0|[1-9][0-9]{0,17})"));
    private static final Pattern FORM =
            Pattern.compile(
                    PART + "(?:-" + PART + "){0," + (Recipient.Side.values().length - 1) + "}");

    private final Map<Recipient.Side, Long> positions;

    private Place(Map<Recipient.Side, Long> positions) {
        this.positions = positions;
    }

    static boolean isOne(String text) {
        return text.length() <= 100 && FORM.matcher(text).matches();
    }

    /// @throws IllegalArgumentException when it isn't one
    static Place parse(String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException("No place in a stream");
        }
        var positions = new EnumMap<Recipient.Side, Long>(Recipient.Side.class);
        for (var part : text.split("-", -1)) {
            positions.put(sideOf(part.substring(0, 1)), Long.parseLong(part.substring(1)));
        }
        return new Place(positions);
    }

    private static Recipient.Side sideOf(String letter) {
        return Arrays.stream(Recipient.Side.values())
                .filter(side -> letterOf(side).equals(letter))
                .findFirst()
                .orElseThrow();
    }

    private static String letterOf(Recipient.Side side) {
        return switch (side) {
            case CUSTOMER -> "c";
            case MERCHANT -> "m";
            case AGENT -> "a";
            case PLATFORM -> "p";
        };
    }

    /// Where to read on, given how far the inboxes go now: an inbox that the place doesn't know begins with what comes next, and
    /// nobody waits behind what isn't there.
    Map<Recipient, Long> within(Map<Recipient, Long> last) {
        return last.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                inbox ->
                                        Math.min(
                                                inbox.getValue(),
                                                positions.getOrDefault(
                                                        inbox.getKey().side(), inbox.getValue()))));
    }

    static String text(Collection<Recipient> inboxes, Map<Recipient, Long> told) {
        return inboxes.stream()
                .map(inbox -> letterOf(inbox.side()) + told.getOrDefault(inbox, 0L))
                .collect(Collectors.joining("-"));
    }
}
