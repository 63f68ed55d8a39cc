package cn.juhui.refund.adapter.http.dossier;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Writes HTML in which every text is a text: there is no way to put one in without escaping it.
final class Html {

    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();

    Html(Writer out) throws IOException {
        this.out = out;
        out.write("<!DOCTYPE html>\n");
    }

    /// @param attributes names and values in turn
    Html open(String tag, String... attributes) throws IOException {
        tag(tag, attributes);
        open.push(tag);
        return this;
    }

    Html close() throws IOException {
        out.write("</" + open.pop() + ">\n");
        return this;
    }

    /// An element that has no content, such as `meta`.
    Html empty(String tag, String... attributes) throws IOException {
        tag(tag, attributes);
        out.write('\n');
        return this;
    }

    Html element(String tag, @Nullable String text, String... attributes) throws IOException {
        return open(tag, attributes).text(text).close();
    }

    Html text(@Nullable String text) throws IOException {
        out.write(escaped(text == null ? "" : text));
        return this;
    }

    /// Our own style sheet, the only thing that is not escaped.
    Html style(String css) throws IOException {
        out.write("<style>" + css + "</style>\n");
        return this;
    }

    private void tag(String tag, String... attributes) throws IOException {
        out.write('<' + tag);
        for (var i = 0; i < attributes.length; i += 2) {
            out.write(' ' + attributes[i] + "=\"" + escaped(attributes[i + 1]) + '"');
        }
        out.write('>');
    }

    private static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> escape(c, safe));
        return safe.toString();
    }

    private static void escape(int c, StringBuilder safe) {
        switch (c) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            default -> safe.appendCodePoint(isShown(c) ? c : 0xfffd);
        }
    }

    /// Not control characters, halves of characters, nor marks that turn the direction of what follows.
    private static boolean isShown(int c) {
        var turnsDirection = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        return c == '\n'
                || c == '\t'
                || !turnsDirection
                        && !Character.isISOControl(c)
                        && Character.getType(c) != Character.SURROGATE;
    }
}
