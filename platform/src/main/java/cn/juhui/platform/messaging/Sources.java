package cn.juhui.platform.messaging;

import cn.juhui.platform.journal.history.Told;

/// The services that tell the events, asked when a record is missing or can't be true.
///
/// Every question throws a [RuntimeException] when there is no usable answer: then nothing is known.
public interface Sources {

    /// Whether somebody can be asked about what stands on this topic.
    boolean know(String topic);

    /// What the subject really told at this position.
    Told told(String topic, String subject, long at);

    /// Has what follows this position told once more. It comes on the same topic.
    Told tellAgain(String topic, String subject, long after);
}
