package cn.juhui.standalone.process;

import cn.juhui.platform.journal.history.HistoryEntry;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What the post loses on its way, although it must not.
final class Losses {

    /// One record of so many.
    private static final int NOW_AND_THEN = 25;

    private final boolean nowAndThen;
    private final @Nullable String type;
    private @Nullable String chosen;

    private Losses(boolean nowAndThen, @Nullable String type) {
        this.nowAndThen = nowAndThen;
        this.type = type;
    }

    static Losses none() {
        return new Losses(false, null);
    }

    static Losses nowAndThen() {
        return new Losses(true, null);
    }

    /// The first record of this type, for whoever listens.
    static Losses ofOne(String type) {
        return new Losses(false, type);
    }

    /// Nothing of the records: a write is lost somewhere, which has the same consequences.
    static Losses elsewhere() {
        return new Losses(false, "");
    }

    /// Whether anything may be missing, so that a record can make no sense.
    boolean happen() {
        return nowAndThen || type != null;
    }

    boolean hit(String subject, HistoryEntry entry, boolean calm, Random chance) {
        if (nowAndThen) {
            return !calm && chance.nextInt(NOW_AND_THEN) == 0;
        }
        var record = subject + "-" + entry.seq();
        if (chosen == null && entry.type().equals(type)) {
            chosen = record;
        }
        return record.equals(chosen);
    }

    boolean happened() {
        return chosen != null;
    }
}
