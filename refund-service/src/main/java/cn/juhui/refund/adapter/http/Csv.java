package cn.juhui.refund.adapter.http;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lines of CSV (RFC 4180) that a spreadsheet shows and never runs: a cell that would begin a formula gets an apostrophe in
/// front (CWE-1236).
final class Csv {

    /// Tells spreadsheets that UTF-8 follows.
    static final String BYTE_ORDER_MARK = "\ufeff";

    private static final String FORMULA_STARTS = "=+-@＝＋－＠";

    private Csv() {}

    /// One line with its end.
    static String line(List<@Nullable String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable String text) {
        var oneLine = text == null ? "" : oneLine(text);
        var shown = startsFormula(oneLine) ? "'" + oneLine : oneLine;
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
