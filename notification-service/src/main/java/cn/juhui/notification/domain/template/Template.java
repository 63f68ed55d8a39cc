package cn.juhui.notification.domain.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One sentence, in both languages. What is filled in stands in braces: `{orderNo}`, `{amount}`, `{text}` (what somebody wrote, a time, an account).
///
/// @param key the event's type, perhaps a variant of it, and who reads it, such as `refund.completed.customer`
/// @param version 0 for the sentence that the house brought along, then one more with each change
public record Template(String key, Wording zh, Wording en, long version) {

    /// What can be filled in, in the order of a notification's arguments.
    public static final List<String> PLACES = List.of("orderNo", "amount", "text");

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    /// One language's.
    public record Wording(String title, String text) {

        /// With its places filled.
        ///
        /// @param values by place
        public Wording filled(Map<String, String> values) {
            return new Wording(fill(title, values), fill(text, values));
        }

        private static String fill(String text, Map<String, String> values) {
            return PLACE.matcher(text)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(
                                    values.getOrDefault(found.group(1), found.group())));
        }
    }

    /// The arguments of a notification by their places.
    public static Map<String, String> values(List<String> arguments) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < PLACES.size(); i++) {
            values.put(PLACES.get(i), i < arguments.size() ? arguments.get(i) : "");
        }
        return values;
    }

    /// The places in a text.
    public static Set<String> placesIn(String text) {
        var places = new TreeSet<String>();
        PLACE.matcher(text).results().forEach(found -> places.add(found.group(1)));
        return places;
    }

    /// What this sentence can be filled with.
    public Set<String> places() {
        var places = placesIn(zh.title() + zh.text() + en.title() + en.text());
        places.add(PLACES.getFirst());
        return places;
    }
}
