package cn.juhui.platform.http.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lines of CSV (RFC 4180) that a spreadsheet shows and never runs: a cell that would begin a formula gets an apostrophe in
/// front (CWE-1236), and a number that it would cut or show as `2.02611E+18` (an order's) gets a tab behind, as bills of Alipay have: whole,
/// and without the tab again where it is pasted into a search.
public final class Csv {

    /// Tells spreadsheets that UTF-8 follows.
    public static final String BYTE_ORDER_MARK = "\ufeff";

    private static final String FORMULA_STARTS = "=+-@＝＋－＠";

    /// Eleven digits are shown as they are, fifteen are kept; leading zeros and what looks like an exponent never are.
    private static final Pattern MANGLED = Pattern.compile("[0-9]{12,}|0[0-9]+|[0-9]+[eE][0-9]+");

    private Csv() {}

    /// One line with its end.
    public static String line(List<@Nullable String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable String text) {
        var oneLine = text == null ? "" : oneLine(text);
        var shown =
                startsFormula(oneLine)
                        ? "'" + oneLine
                        : MANGLED.matcher(oneLine).matches() ? oneLine + "\t" : oneLine;
        return '"' + shown.replace("\"", "\"\"") + '"';
    }

    private static boolean startsFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }

    /// Without line breaks, tabs and other control characters, so that a case is one line and no cell begins with one.
    private static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }
}
