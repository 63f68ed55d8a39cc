package cn.juhui.platform.journal;

import org.jspecify.annotations.Nullable;

/// What an aggregate has told so far.
///
/// @param sequence the position of the last entry of its history; 0 when there is no such aggregate
/// @param entryId the id of the entry at the position that was asked for; null when there is none
public record Told(long sequence, @Nullable String entryId) {

    /// Of an aggregate that is not kept here.
    public static final Told NOTHING = new Told(0, null);
}
