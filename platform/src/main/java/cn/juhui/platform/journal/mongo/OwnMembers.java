package cn.juhui.platform.journal.mongo;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The top-level members of a document that are the journal's own. An aggregate that named one of its members for queries so would lose that member, or the history.
final class OwnMembers {

    private static final Set<String> NAMES =
            Set.of(
                    "_id",
                    "version",
                    "sequence",
                    "state",
                    "history",
                    "hash",
                    "historyBytes",
                    "published",
                    "publishDueAt",
                    "lookAt",
                    "lookedAfter",
                    "seen",
                    "dueAt",
                    "merchantId",
                    "statusAt",
                    "createdAt",
                    "updatedAt");

    private OwnMembers() {}

    /// The members as they are.
    ///
    /// @throws IllegalArgumentException when one has a name that is the journal's, or that is a path or an operator to the store
    static Map<String, @Nullable Object> checked(
            String collection, Map<String, @Nullable Object> indexed) {
        for (var name : indexed.keySet()) {
            if (NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "The journal of %s keeps its own member %s: name the member for queries otherwise"
                                .formatted(collection, name));
            }
            if (name.isEmpty() || name.startsWith("$") || name.contains(".")) {
                throw new IllegalArgumentException(
                        "The journal of %s can't keep a member for queries named \"%s\""
                                .formatted(collection, name));
            }
        }
        return indexed;
    }
}
