package cn.juhui.evidence.domain.conversation;

import java.time.Duration;

/// Why a message is not taken. Nothing was changed.
public sealed interface PostRefusal {

    /// The writer has written too much in a short time.
    ///
    /// @param retryAfter until the next one is taken
    record TooFast(int limit, Duration window, Duration retryAfter) implements PostRefusal {}

    /// The conversation has as many messages as it can have.
    record Full(int limit) implements PostRefusal {}

    /// The case ended too long ago: its conversation can only be read.
    record Closed() implements PostRefusal {}

    /// A case of the order is open: what is to be said is said there, where it is part of the file.
    record Moved(String refundId) implements PostRefusal {}
}
