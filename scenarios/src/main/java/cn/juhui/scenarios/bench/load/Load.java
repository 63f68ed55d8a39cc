package cn.juhui.scenarios.bench.load;

/// A way to put load on the platform, or on what it stands on.
@FunctionalInterface
public interface Load {

    /// Runs to its end.
    Result run();
}
