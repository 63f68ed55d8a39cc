package cn.juhui.evidence.domain.conversation;

import java.time.Duration;

/// How much may be written into the conversation of one case, or of one order.
///
/// @param perWriter messages that one person may write within the window
/// @param window how far back they are counted
/// @param perCase messages that a case can have, and an order
/// @param afterEnd how long people may go on writing after the case became final
public record ConversationLimits(int perWriter, Duration window, int perCase, Duration afterEnd) {

    /// So many of the last messages are kept with a conversation, to count them by.
    static final int REMEMBERED = 100;

    public ConversationLimits {
        if (perWriter < 1 || perWriter > REMEMBERED || perCase < 1) {
            throw new IllegalArgumentException(
                    "Messages per writer: 1 to " + REMEMBERED + "; per case: 1 or more");
        }
    }
}
