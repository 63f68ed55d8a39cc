package cn.juhui.platform.journal.history;

import org.jspecify.annotations.Nullable;

/// What an aggregate has told so far.
///
/// @param sequence the position of the last entry of its history; 0 when there is no such aggregate
/// @param entryId the id of the entry at the position that was asked for; null when there is none
/// @param entryPrint the print of what that entry says ([EntryPrint]); null when there is none, or from a service that tells none yet
public record Told(long sequence, @Nullable String entryId, @Nullable String entryPrint) {

    /// Of an aggregate that is not kept here.
    public static final Told NOTHING = upTo(0);

    /// Nothing but how far.
    public static Told upTo(long sequence) {
        return new Told(sequence, null, null);
    }

    /// @param entry the one that was asked for; null when there is none
    public static Told of(long sequence, @Nullable HistoryEntry entry) {
        return entry == null
                ? upTo(sequence)
                : new Told(
                        sequence,
                        entry.id(),
                        EntryPrint.of(entry.type(), entry.at().toString(), entry.data()));
    }
}
