package cn.juhui.platform.journal.mongo;

import cn.juhui.platform.journal.Stored;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// An aggregate as it was read, or as this process stored it.
///
/// @param document without its history
record Known<A>(Document document, Stored<A> stored) {

    /// As it stands after a change.
    ///
    /// @param members that were written; null for one that was taken away
    Known<A> after(Map<String, @Nullable Object> members, Stored<A> now) {
        var next = new Document(document);
        members.forEach((name, value) -> {
            if (name.startsWith("seen.")) {
                var seen = new Document();
                if (next.get("seen") instanceof Document before) {
                    seen.putAll(before);
                }
                var source = name.substring("seen.".length());
                if (value == null) {
                    seen.remove(source);
                } else {
                    seen.put(source, value);
                }
                next.put("seen", seen);
            } else if (value == null) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
        });
        return new Known<>(next, now);
    }
}
