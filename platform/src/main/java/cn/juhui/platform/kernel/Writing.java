package cn.juhui.platform.kernel;

import java.util.regex.Pattern;

/// Text as people see it: counted in characters (code points), nothing where nothing can be seen, and never in another order than it
/// was written. Every check of ours counts and looks this way, so that a rule says the same wherever a text comes in.
public final class Writing {

    private static final int FULL_WIDTH_FIRST = 0xff01;
    private static final int FULL_WIDTH_LAST = 0xff5e;
    private static final int TO_ASCII = 0xfee0;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern OUTER_BLANKS =
            Pattern.compile("^[\\s\\p{Z}\u200b\u2060\ufeff]+|[\\s\\p{Z}\u200b\u2060\ufeff]+$");

    private Writing() {}

    /// In characters: `𠮷` is one, whatever a language or a store makes of it.
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// The first so many characters, none of them cut in half.
    public static String beginning(String text, int characters) {
        return length(text) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }

    /// Whether there is anything in it that a reader would see.
    public static boolean isSeen(String text) {
        return text.codePoints().anyMatch(Writing::isSeen);
    }

    /// Blanks, joiners, marks for the order of letters and letters that are drawn as nothing are not seen. What Unicode has not given
    /// away yet is: newer than this machine's tables perhaps, or a box.
    public static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> !isDrawnAsNothing(c);
        };
    }

    private static boolean isDrawnAsNothing(int c) {
        return switch (c) {
            case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2065, 0x2800, 0x3164, 0xffa0 -> true;
            default ->
                    c >= 0x180b && c <= 0x180f
                            || c >= 0xfe00 && c <= 0xfe0f
                            || c >= 0xfff0 && c <= 0xfff8
                            || c >= 0xe0000 && c <= 0xe0fff
                            || isNoCharacter(c);
        };
    }

    /// What Unicode will never give away.
    private static boolean isNoCharacter(int c) {
        return c >= 0xfdd0 && c <= 0xfdef || (c & 0xfffe) == 0xfffe;
    }

    /// Whether the mark turns the direction of what follows: a reader would see something else than what was written.
    public static boolean turnsDirection(int c) {
        return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    /// What somebody looks for, as it is compared: what comes along unseen when it is pasted (zero-width characters, a byte order mark, blanks
    /// around it) is left out, full-width letters, digits and signs are plain ones.
    public static String sought(String pasted) {
        return withoutOuterBlanks(narrow(withoutUnseen(pasted)));
    }

    /// Without the blanks of any language around it, seen or not.
    public static String withoutOuterBlanks(String text) {
        return OUTER_BLANKS.matcher(text).replaceAll("");
    }

    /// With plain letters, digits, signs and blanks in the place of full-width ones.
    public static String narrow(String text) {
        var narrow = new StringBuilder(text.length());
        text.codePoints()
                .map(c ->
                        c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST
                                ? c - TO_ASCII
                                : c == 0x3000 ? ' ' : c)
                .forEach(narrow::appendCodePoint);
        return narrow.toString();
    }

    /// The full-width form of a plain character; itself where there is none.
    public static int wide(int c) {
        return c >= FULL_WIDTH_FIRST - TO_ASCII && c <= FULL_WIDTH_LAST - TO_ASCII
                ? c + TO_ASCII
                : c == ' ' ? 0x3000 : c;
    }

    /// Blanks stay, one for each row of them.
    static String withSingleBlanks(String text) {
        return withoutOuterBlanks(BLANKS.matcher(text).replaceAll(" "));
    }

    static String withoutUnseen(String text) {
        var seen = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> isSeen(c) || Character.isWhitespace(c) || Character.isSpaceChar(c))
                .forEach(seen::appendCodePoint);
        return seen.toString();
    }
}
