package cn.juhui.contracts;

import static cn.juhui.contracts.ContractFiles.RELEASED;
import static cn.juhui.contracts.ContractFiles.SCHEMAS;

import cn.juhui.contracts.wire.EventTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rewrites the committed schemas after a record changed; descriptions written by hand are kept. With the argument `release`
/// also declares the present schemas the released ones: from then on only optional members may be added.
///
/// Run it from the IDE with `contracts` as the working directory, or
/// `./mvnw -q -pl contracts test -Dtest=WriteSchemasTest -Djuhui.schemas.write=true` (`=release` for the second).
final class WriteSchemas {

    private WriteSchemas() {}

    public static void main(String... arguments) throws IOException {
        into(SCHEMAS, SCHEMAS);
        if (arguments.length == 1 && arguments[0].equals("release")) {
            Files.createDirectories(RELEASED);
            for (var type : EventTypes.all().keySet()) {
                Files.copy(
                        SCHEMAS.resolve(type + ".json"),
                        RELEASED.resolve(type + ".json"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// @param described where the present descriptions are taken from
    static void into(Path folder, Path described) throws IOException {
        for (var entry : EventTypes.all().entrySet()) {
            var schema = DerivedSchema.of(entry.getValue());
            var old = described.resolve(entry.getKey() + ".json");
            if (Files.exists(old)) {
                keepDescriptions(ContractFiles.json(old), schema);
            }
            Files.writeString(
                    folder.resolve(entry.getKey() + ".json"),
                    ContractFiles.JSON.writeValueAsString(schema) + "\n");
        }
    }

    private static void keepDescriptions(JsonNode old, JsonNode now) {
        if (old instanceof ObjectNode before && now instanceof ObjectNode after) {
            var description = before.get("description");
            if (description != null && description.isString() && !after.has("description")) {
                after.set("description", description);
            }
            before.properties()
                    .forEach(member -> {
                        var same = after.get(member.getKey());
                        if (same != null) {
                            keepDescriptions(member.getValue(), same);
                        }
                    });
        } else if (old instanceof ArrayNode before && now instanceof ArrayNode after) {
            for (var i = 0; i < Math.min(before.size(), after.size()); i++) {
                keepDescriptions(before.get(i), after.get(i));
            }
        }
    }
}
