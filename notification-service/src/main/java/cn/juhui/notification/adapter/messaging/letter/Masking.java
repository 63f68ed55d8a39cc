package cn.juhui.notification.adapter.messaging.letter;

import cn.juhui.platform.json.StateMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What operators see of a record. Our events hold no card's code, account or token, but what people wrote, and a forged or broken record may hold anything. So
/// only what has the form of an id, a code, a time or an amount is shown, never a text, and a row of digits only by its end.
final class Masking {

    private static final Pattern ID =
            Pattern.compile(
                    "[a-z]{2,4}_[0-9a-f]{32}(_[0-9]{1,10})?|00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern INSTANT =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d))?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:/+=-]{1,80}");
    private static final Pattern DIGITS = Pattern.compile("\\d[\\d-]{6,}\\d");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,60}");

    /// Members that hold what is somebody's own.
    private static final Pattern PRIVATE =
            Pattern.compile(
                    ".*(account|holder|phone|mail|token|secret|password|name|text|description|statement|note|proof).*");

    /// Larger numbers are no amounts.
    private static final long LARGEST_AMOUNT = 100_000_000_000L;

    private static final int SHOWN_DIGITS = 4;
    private static final int LONGEST = 20_000;

    private Masking() {}

    /// A body: masked JSON; how long it is where it is none; null where there is none.
    static @Nullable String body(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            var read = StateMapper.JSON.readTree(value);
            if (read.isMissingNode()) {
                return noJson(value);
            }
            var masked = new String(StateMapper.toJson(mask(read)), StandardCharsets.UTF_8);
            return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
        } catch (JacksonException e) {
            return noJson(value);
        }
    }

    private static String noJson(byte[] value) {
        return "(no JSON, %d bytes)".formatted(value.length);
    }

    private static Object mask(JsonNode node) {
        if (node.isObject()) {
            var masked = new LinkedHashMap<String, Object>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                masked.put(
                        memberName(member.getKey(), masked.size()),
                        member(member.getKey(), member.getValue()));
            }
            return masked;
        }
        if (node.isArray()) {
            return node.valueStream().map(Masking::mask).toList();
        }
        if (node.isNumber()) {
            var small =
                    node.isIntegralNumber()
                            && node.canConvertToLong()
                            && Math.abs(node.asLong()) <= LARGEST_AMOUNT;
            return small || node.isFloatingPointNumber() ? node : "(a large number)";
        }
        return node.isString() ? text(node.asString()) : node;
    }

    private static Object member(String name, JsonNode value) {
        return value.isString() && PRIVATE.matcher(name.toLowerCase(Locale.ROOT)).matches()
                ? hidden(value.asString())
                : mask(value);
    }

    private static String memberName(String name, int at) {
        return NAME.matcher(name).matches()
                ? DIGITS.matcher(name).replaceAll("…")
                : "(member " + at + ")";
    }

    /// A text by itself.
    static String text(String text) {
        if (ID.matcher(text).matches() || INSTANT.matcher(text).matches()) {
            return text;
        }
        return WORD.matcher(text).matches() ? digits(text) : hidden(text);
    }

    /// A sentence of ours, in which somebody's number may stand.
    static String sentence(String sentence) {
        var shown = new StringBuilder();
        for (var word : sentence.split("(?<=[^A-Za-z0-9_-])|(?=[^A-Za-z0-9_-])", -1)) {
            shown.append(ID.matcher(word).matches() ? word : digits(word));
        }
        return shown.toString();
    }

    private static String digits(String text) {
        return DIGITS.matcher(text)
                .replaceAll(found ->
                        "…" + found.group().substring(found.group().length() - SHOWN_DIGITS));
    }

    private static String hidden(String text) {
        return "(%d characters)".formatted(text.codePointCount(0, text.length()));
    }

    /// A header's value, or a key; null where there is none.
    static @Nullable String bytes(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            var decoder =
                    StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
            return text(decoder.decode(ByteBuffer.wrap(value)).toString());
        } catch (CharacterCodingException e) {
            return "(%d bytes)".formatted(value.length);
        }
    }

    /// An attribute that can be searched for; null where it is missing or not of the form of one.
    static @Nullable String attribute(byte @Nullable [] value) {
        var shown = bytes(value);
        return shown == null || shown.startsWith("(") ? null : shown;
    }
}
