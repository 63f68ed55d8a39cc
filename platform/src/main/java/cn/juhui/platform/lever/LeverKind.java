package cn.juhui.platform.lever;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What it is that operators pause.
public enum LeverKind {
    /// Brings what a journal stored to Kafka; its name is the journal's collection.
    RELAY,
    /// Hears a topic of Kafka; its name is the topic.
    LISTENER,
    /// Where a merchant's system is told; its name is the endpoint's id.
    WEBHOOK,
    /// Pays; its name is the channel's.
    CHANNEL;

    /// As it stands in a lever's name and in the store.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of this [#word].
    public static Optional<LeverKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
