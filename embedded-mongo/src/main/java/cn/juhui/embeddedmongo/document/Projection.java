package cn.juhui.embeddedmongo.document;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A choice of a document's members, all at its top, that is made without looking into them.
public final class Projection {
    private static final String ID = "_id";

    private final Map<String, Boolean> fields = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    private Projection() {}

    /// @return null when it is more than such a choice, or none that can be made
    public static @Nullable Projection by(@Nullable Document fields) {
        Projection projection = new Projection();
        if (fields == null) {
            return projection;
        }
        boolean leavesOut = false;
        for (var field : fields.entrySet()) {
            String name = field.getKey();
            boolean chosen = Utils.isTrue(field.getValue());
            if (name.isEmpty()
                    || name.contains(".")
                    || name.contains("$")
                    || !(field.getValue() instanceof Number
                            || field.getValue() instanceof Boolean)) {
                return null;
            }
            projection.fields.put(name, chosen);
            if (chosen) {
                projection.order.add(name);
            } else if (!name.equals(ID)) {
                leavesOut = true;
            }
        }
        boolean chooses = !projection.order.isEmpty();
        if (chooses && !projection.fields.containsKey(ID)) {
            projection.order.addFirst(ID);
        }
        return chooses && leavesOut ? null : projection;
    }

    /// What remains of the document. Members that are chosen stand in the order in which they are.
    public StoredDocument of(StoredDocument document) {
        if (fields.isEmpty()) {
            return document;
        }
        byte[] bytes = document.bytes();
        Bytes rest = new Bytes();
        Map<String, Bytes> chosen = new HashMap<>();
        Members members = new Members(bytes, 0);
        while (members.next()) {
            String name = members.name();
            if (order.contains(name)) {
                chosen.put(name, new Bytes().add(bytes, members.from(), members.to()));
            } else if (order.isEmpty() && !fields.containsKey(name)) {
                rest.add(bytes, members.from(), members.to());
            }
        }
        for (String name : order) {
            Bytes member = chosen.get(name);
            if (member != null) {
                rest.add(member);
            }
        }
        return new StoredDocument(rest.toDocument());
    }
}
