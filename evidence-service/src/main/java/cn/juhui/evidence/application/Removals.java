package cn.juhui.evidence.application;

import java.time.Instant;
import java.util.List;

/// Which files may have nobody left that needs them. It keeps a removal and a new upload of the same bytes apart: who is about
/// to name a file holds it first, and what is held is not removed; what is being removed can't be held.
public interface Removals {

    /// @param until when the file is looked at: by then it is named by evidence, or it was left behind by a crash
    /// @return false when the file is being removed at this moment
    boolean hold(String sha256, Instant until);

    /// Has the file looked at from now on, unless it is held for longer.
    void propose(String sha256, Instant now);

    /// Files to look at now. Each belongs to the caller for some minutes: nobody else gets it, and nobody can hold it.
    List<String> claim(Instant now, int limit);

    /// The file was looked at: it is gone, or needed.
    void settle(String sha256);

    /// A claimed file could not be looked at: it is free to be held, and looked at again later.
    void putOff(String sha256, Instant until);
}
