package cn.juhui.scenarios.bench;

/// A way to put load on the platform.
interface Load {

    /// Runs to its end.
    Result run();
}
