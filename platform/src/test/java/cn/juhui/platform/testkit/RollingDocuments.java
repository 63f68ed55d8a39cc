package cn.juhui.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.json.StateMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// While a deployment rolls, the released version and this one work on the same documents. `stored/released` holds documents as
/// the released version writes them, `stored` those of today under the same names.
public final class RollingDocuments {

    private static final Path TODAY = Path.of("src", "test", "resources", "stored");
    private static final Path RELEASED = TODAY.resolve("released");

    private RollingDocuments() {}

    /// Both ways for every released document: today's code reads it and keeps all of it when it writes it again; today's document
    /// of that name still has every member, in its type, that the released version knew (it ignores others).
    public static List<DynamicTest> readBothWays(Class<?> type) throws IOException {
        var tests = new ArrayList<DynamicTest>();
        try (var files = Files.newDirectoryStream(RELEASED, "*.json")) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                tests.add(DynamicTest.dynamicTest(name, () -> check(name, type)));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private static void check(String name, Class<?> type) throws IOException {
        var released = json(RELEASED.resolve(name));
        var read = StateMapper.fromJson(Files.readAllBytes(RELEASED.resolve(name)), type);
        var kept = JsonMapper.shared().readTree(StateMapper.toJson(read));
        assertHasAllOf(released, kept, "kept:");

        assertHasAllOf(released, json(TODAY.resolve(name)), "today:");

        var tomorrow = released.deepCopy();
        addToEveryObject(tomorrow);
        assertThat(StateMapper.<Object>fromTree(tomorrow, cast(type))).isEqualTo(read);
    }

    @SuppressWarnings("unchecked")
    private static Class<Object> cast(Class<?> type) {
        return (Class<Object>) type;
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(file));
    }

    private static void assertHasAllOf(JsonNode known, JsonNode other, String where) {
        assertThat(other.getNodeType()).as(where).isEqualTo(known.getNodeType());
        if (known.isObject()) {
            known.properties()
                    .forEach(member -> {
                        var path = where + "/" + member.getKey();
                        assertThat(other.has(member.getKey())).as(path).isTrue();
                        assertHasAllOf(member.getValue(), other.get(member.getKey()), path);
                    });
        } else if (known.isArray()) {
            for (int i = 0; i < Math.min(known.size(), other.size()); i++) {
                assertHasAllOf(known.get(i), other.get(i), where + "/" + i);
            }
        }
    }

    private static void addToEveryObject(JsonNode node) {
        node.forEach(RollingDocuments::addToEveryObject);
        if (node instanceof ObjectNode object && object.has("id")) {
            object.put("addedTomorrow", 1);
        }
    }
}
