package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.index.Key;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Commands whose answer the library gets wrong when one of several parts fails, or which reach into other collections.
final class Commands {
    private Commands() {}

    /// The library's own handling of the command.
    @FunctionalInterface
    interface Next {
        Document handle(Document query);
    }

    /// The library counts the documents it could not insert, too.
    static Document insert(Document query, Next next) {
        Document response = next.handle(query);
        List<?> errors = (List<?>) response.get("writeErrors");
        if (errors != null && query.get("documents") instanceof List<?> documents) {
            int failedAt = (Integer) index(errors.getFirst());
            response.put("n", isOrdered(query) ? failedAt : documents.size() - errors.size());
        }
        return response;
    }

    private static Object index(Object error) {
        Object index = ((Document) error).get("index");
        return index == null ? 0 : index;
    }

    private static boolean isOrdered(Document query) {
        return Utils.isTrue(query.getOrDefault("ordered", true));
    }

    /// An ordered command ends with its first error; the library goes on.
    static Document update(Document query, Next next) {
        if (!(query.get("updates") instanceof List<?> updates)
                || updates.size() < 2
                || !isOrdered(query)) {
            return next.handle(query);
        }
        int matched = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        for (int i = 0; i < updates.size() && errors.isEmpty(); i++) {
            Document one = query.clone();
            one.put("updates", List.of(updates.get(i)));
            Document response = next.handle(one);
            matched += number(response, "n");
            modified += number(response, "nModified");
            addAll(upserted, response.get("upserted"), i);
            addAll(errors, response.get("writeErrors"), i);
        }
        Document response = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            response.put("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            response.put("writeErrors", errors);
        }
        Utils.markOkay(response);
        return response;
    }

    private static int number(Document response, String field) {
        return response.get(field) instanceof Number number ? number.intValue() : 0;
    }

    private static void addAll(List<Document> all, @Nullable Object some, int index) {
        if (some instanceof Iterable<?> documents) {
            documents.forEach(document -> {
                Document renumbered = ((Document) document).clone();
                renumbered.put("index", index);
                all.add(renumbered);
            });
        }
    }

    /// By name the library forgets the indexes of that name in all collections, and by `*` it tries to drop everybody's.
    static Document dropIndexes(Document query, @Nullable StoreCollection collection, Next next) {
        if (collection == null || !(query.get("index") instanceof String name)) {
            return next.handle(query);
        }
        List<Index<Key>> dropped =
                collection.getIndexes().stream()
                        .filter(SecondaryIndex.class::isInstance)
                        .filter(index -> name.equals("*") || name.equals(index.getName()))
                        .toList();
        if (dropped.isEmpty() && !name.equals("*")) {
            return next.handle(query);
        }
        Document response = new Document();
        Utils.markOkay(response);
        for (Index<Key> index : dropped) {
            Document one = query.clone();
            one.put("index", index.toIndexDescription().get("key"));
            response = next.handle(one);
        }
        return response;
    }
}
