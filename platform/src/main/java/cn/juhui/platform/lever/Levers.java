package cn.juhui.platform.lever;

import java.util.List;

/// What operators paused and resumed, for all instances of a service together. It outlasts them.
public interface Levers {

    /// How many changes of one lever are kept.
    int KEPT = 50;

    /// Whether it is paused, as of a second ago; while the store is away, as it was before. Costs nothing.
    boolean isPaused(String name);

    /// All that are paused, in order, as of a second ago.
    List<String> paused();

    /// What was done to it, the latest first, [#KEPT] at most; empty when nobody ever touched it.
    List<LeverChange> changes(String name);

    /// Notes a change, whoever made the one before; one that is noted already is left.
    void change(String name, LeverChange change);
}
