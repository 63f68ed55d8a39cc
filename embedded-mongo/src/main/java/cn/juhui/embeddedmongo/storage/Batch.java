package cn.juhui.embeddedmongo.storage;

import java.util.ArrayList;
import java.util.List;

/// Changes that are staged one by one and then happen together or not at all, such as a document and its index entries.
public final class Batch {
    private final List<Change> changes = new ArrayList<>();

    public void put(String map, byte[] key, byte[] value) {
        changes.add(new Change.Put(map, key, value));
    }

    public void remove(String map, byte[] key) {
        changes.add(new Change.Remove(map, key));
    }

    public void drop(String map) {
        changes.add(new Change.Drop(map));
    }

    public int size() {
        return changes.size();
    }

    /// Forgets what was staged.
    public void clear() {
        changes.clear();
    }

    List<Change> changes() {
        return changes;
    }
}
