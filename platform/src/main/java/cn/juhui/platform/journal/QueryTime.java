package cn.juhui.platform.journal;

/// How long the store may look for the answer to one question; then whoever asked hears that it took too long, and the store has its
/// threads back. Questions by `_id`, which read one document, need no limit.
public final class QueryTime {

    /// Far above what a question with a fitting index takes, and below what another service or a gateway waits for a service.
    public static final int MOST_MILLIS = 5_000;

    private QueryTime() {}
}
