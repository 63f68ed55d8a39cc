package cn.juhui.platform.journal;

/// Hears, in this process only and right after the write, that an aggregate was stored. Must return at once.
@FunctionalInterface
public interface StoredListener {

    void stored(String collection, String id);
}
