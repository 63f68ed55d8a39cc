package cn.juhui.embeddedmongo.index;

import java.util.List;

/// One field of an index: a dotted path and its direction.
public record IndexedField(String path, boolean ascending) {
    List<String> parts() {
        return List.of(path.split("\\."));
    }

    /// The value's key bytes as they stand in the index, turned around when the field descends.
    byte[] encode(Object value) {
        byte[] encoded = KeyWriter.encode(value);
        return ascending ? encoded : KeyWriter.inverted(encoded);
    }
}
