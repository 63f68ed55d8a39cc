package cn.juhui.platform.journal;

import java.util.Set;

/// The versions of which a caller believes one to be the current one (`If-Match`).
///
/// @param any none can be it where there is none
public record Versions(Set<Long> any) {

    public Versions {
        any = Set.copyOf(any);
    }

    /// This one.
    public static Versions of(long version) {
        return new Versions(Set.of(version));
    }
}
