package cn.juhui.scenarios.anything;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Texts, numbers and bytes that somebody sends sooner or later.
final class Oddities {

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "x",
                    "ab",
                    "张三",
                    "𠮷𠮷𠮷",
                    "买买提•吐尔逊",
                    "null",
                    "true",
                    "false",
                    "0",
                    "-1",
                    "1.5",
                    "1e999",
                    "NaN",
                    "9223372036854775808",
                    "'; drop table",
                    "$where",
                    "{\"$ne\":null}",
                    "../../etc/passwd",
                    "%s%n%p",
                    "${jndi:x}",
                    "a\u0000b",
                    "a\u0001\u001fb",
                    "\u0085\u009f",
                    "\ufeff\u200b\u200d",
                    "\u202eabc",
                    "\uffff",
                    "a\r\nX-Injected: 1",
                    "2026-11-28T00:00:00Z",
                    "2026-11-28T00:00:00+08:00",
                    "2026-02-30T25:61:61Z",
                    "+1000000000-12-31T23:59:59Z",
                    "-0001-01-01T00:00:00Z",
                    "PT24H",
                    "PT0S",
                    "-PT1H",
                    "P999999999999D",
                    "CNY",
                    "R1",
                    "ALIPAY",
                    "*",
                    "\"1\"",
                    "W/\"1\"",
                    "wait=1",
                    "wait=-1",
                    "a".repeat(101),
                    "长".repeat(1_001),
                    "b".repeat(5_000));

    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "1.0",
                    "0.5",
                    "1e2",
                    "1e999",
                    "1e-999",
                    "2147483648",
                    "9007199254740993",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "1".repeat(400));

    private Oddities() {}

    static <T> T oneOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    static String text(Random random) {
        return random.nextInt(4) > 0
                ? oneOf(TEXTS, random)
                : random.ints(random.nextInt(12), 0, random.nextBoolean() ? 0x80 : 0x3000)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
    }

    /// Anything that JSON has, and some that it hasn't.
    static String json(Random random) {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> quoted(text(random));
            case 3, 4 -> oneOf(NUMBERS, random);
            case 5 ->
                    oneOf(
                            List.of("null", "true", "false", "{}", "[]", "[[]]", "{\"a\":{}}"),
                            random);
            case 6 -> "[".repeat(1 + random.nextInt(3_000));
            case 7 ->
                    oneOf(
                            List.of(
                                    "\"\\ud83d\"",
                                    "\"\\u0000\"",
                                    "\"\\x\"",
                                    "'x'",
                                    "NaN",
                                    "01",
                                    "1,"),
                            random);
            default -> "[" + json(random) + "," + json(random) + "]";
        };
    }

    static String quoted(String text) {
        return "\""
                + text.chars()
                        .mapToObj(c ->
                                c < ' ' || c == '"' || c == '\\'
                                        ? "\\u%04x".formatted(c)
                                        : Character.toString(c))
                        .collect(Collectors.joining())
                + "\"";
    }

    /// Some bytes of these are others, are missing or come twice.
    static byte[] bent(byte[] bytes, Random random) {
        var bent = bytes.clone();
        for (int i = 0; i < 1 + random.nextInt(4) && bent.length > 0; i++) {
            bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
        }
        return random.nextBoolean() ? bent : Arrays.copyOf(bent, random.nextInt(bent.length + 1));
    }
}
