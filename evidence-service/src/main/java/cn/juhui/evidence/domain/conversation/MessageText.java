package cn.juhui.evidence.domain.conversation;

import cn.juhui.platform.kernel.Writing;
import org.jspecify.annotations.Nullable;

/// What somebody wrote, as it is kept: no white space around it, lines ended by `\n`.
public record MessageText(String value) {

    /// In characters, as people count ([Writing#length]).
    public static final int MAX = 2000;

    public MessageText {
        value = tidy(value);
        if (faultOf(value) != null) {
            throw new IllegalArgumentException("Not a message");
        }
    }

    /// What keeps a text from being a message.
    public enum Fault {
        /// Nothing in it that anybody could see.
        REQUIRED,
        /// Longer than [#MAX].
        WRONG_SIZE,
        /// Control characters, halves of characters, or marks that turn the direction of what follows: a reader would see
        /// something else than what was written.
        CONTROL_CHARACTERS
    }

    /// Null for a good text.
    public static @Nullable Fault faultOf(String text) {
        var tidy = tidy(text);
        if (tidy.codePoints().noneMatch(MessageText::isVisible)) {
            return tidy.codePoints().anyMatch(MessageText::isForbidden)
                    ? Fault.CONTROL_CHARACTERS
                    : Fault.REQUIRED;
        }
        if (Writing.length(tidy) > MAX) {
            return Fault.WRONG_SIZE;
        }
        return tidy.codePoints().anyMatch(MessageText::isForbidden)
                ? Fault.CONTROL_CHARACTERS
                : null;
    }

    private static String tidy(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private static boolean isVisible(int c) {
        return Writing.isSeen(c) && !isForbidden(c);
    }

    private static boolean isForbidden(int c) {
        var type = Character.getType(c);
        return Writing.turnsDirection(c)
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED && (c & 0xfffe) == 0xfffe
                || type == Character.CONTROL && c != '\n' && c != '\t';
    }
}
