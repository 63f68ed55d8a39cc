package cn.juhui.contracts;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The committed files of the contract, as they lie in the sources.
final class ContractFiles {

    /// Writes and reads events the way the services do.
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .changeDefaultVisibility(members ->
                            members.withVisibility(
                                    PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    static final Path RESOURCES = Path.of("src/main/resources");
    static final Path SCHEMAS = RESOURCES.resolve("schemas");
    static final Path RELEASED = SCHEMAS.resolve("released");
    static final Path EXAMPLES = RESOURCES.resolve("examples");

    private ContractFiles() {}

    static ObjectNode json(Path file) {
        return (ObjectNode) parse(text(file));
    }

    static JsonNode parse(String json) {
        return JSON.readTree(json);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The event types that a folder has a `<type>.json` for.
    static Set<String> typesIn(Path folder) {
        try (var files = Files.newDirectoryStream(folder, "*.json")) {
            var types = new TreeSet<String>();
            for (var file : files) {
                types.add(Objects.toString(file.getFileName()).replaceFirst("\\.json$", ""));
            }
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> yaml(String resource) {
        try (InputStream in = ContractFiles.class.getResourceAsStream(resource)) {
            return new Yaml()
                    .load(
                            new String(
                                    Objects.requireNonNull(in).readAllBytes(),
                                    StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
