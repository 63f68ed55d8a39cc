package cn.juhui.embeddedmongo.document;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StoredDocumentTest {
    private static final Document BY_ID = new Document("_id", 1);

    private static Document document() {
        return new Document("_id", 1)
                .append("first", "x")
                .append("history", List.of(entry("a"), 2, List.of(3L, "z"), entry("b")))
                .append("state", new Document("deep", new Document("text", "退款")).append("n", 1.5))
                .append("at", Instant.ofEpochMilli(7))
                .append("last", null);
    }

    private static Document entry(String cause) {
        return new Document("cause", cause).append("data", new Document("size", 3));
    }

    private static StoredDocument stored() {
        return new StoredDocument(StoredDocument.encode(document()));
    }

    @Test
    void is_after_an_update_what_the_whole_changed_document_would_be() {
        Touched touched =
                touched(
                        new Document("$set", new Document("first", "").append("new", ""))
                                .append("$unset", new Document("at", ""))
                                .append("$push", new Document("history", 9)));
        Document before = stored().read(touched);
        Document after = before.cloneDeeply();
        after.put("first", "much longer than it was");
        after.remove("at");
        list(after).add(entry("c"));
        list(after).add(9);
        after.put("new", List.of(true));

        Document expected = document();
        expected.put("first", "much longer than it was");
        expected.remove("at");
        List<Object> history = new ArrayList<>(list(document()));
        history.add(entry("c"));
        history.add(9);
        expected.put("history", history);
        expected.put("new", List.of(true));
        assertThat(stored().changed(touched, before, after))
                .isEqualTo(StoredDocument.encode(expected));
    }

    @Test
    void is_the_same_after_an_update_that_changes_nothing() {
        Touched touched = touched(new Document("$set", document()));
        Document before = stored().read(touched);
        assertThat(stored().changed(touched, before, before.cloneDeeply()))
                .isEqualTo(StoredDocument.encode(document()));
    }

    @Test
    void keeps_the_elements_of_an_array_that_grows_to_itself() {
        Document read =
                stored().read(touched(new Document("$push", new Document("history", "more"))));
        assertThat(read.keySet()).containsExactly("_id", "history");
        assertThat(list(read)).hasSize(1);
        Document whole =
                stored().read(
                                touched(
                                        new Document("$push", new Document("history", "more"))
                                                .append("$pop", new Document("history", 1))));
        assertThat(list(whole)).isEqualTo(list(document()));
    }

    @Test
    void shows_what_is_wanted_and_all_elements_of_arrays() {
        assertThat(stored().read(new Wanted().add("history.cause").add("state.deep").add("no")))
                .isEqualTo(
                        new Document(
                                        "history",
                                        List.of(
                                                new Document("cause", "a"),
                                                2,
                                                List.of(3L, "z"),
                                                new Document("cause", "b")))
                                .append("state", new Document("deep", new Document("text", "退款"))));
    }

    private static Touched touched(Document update) {
        return Objects.requireNonNull(Touched.by(update, BY_ID, List.of()));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Document document) {
        return (List<Object>) Objects.requireNonNull(document.get("history"));
    }
}
