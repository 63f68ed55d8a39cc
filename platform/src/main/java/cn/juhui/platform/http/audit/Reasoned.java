package cn.juhui.platform.http.audit;

import org.jspecify.annotations.Nullable;

/// A request's body that says why.
public interface Reasoned {

    /// Why; null where nothing is said.
    @Nullable String reason();
}
