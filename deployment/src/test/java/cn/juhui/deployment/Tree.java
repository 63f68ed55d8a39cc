package cn.juhui.deployment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads parsed YAML by path, such as `spec/template/metadata`. What is not there is null or empty.
final class Tree {

    private Tree() {}

    static @Nullable Object at(Object node, String path) {
        @Nullable Object here = node;
        for (var step : path.split("/")) {
            here = here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return here;
    }

    static String text(Object node, String path) {
        return String.valueOf(at(node, path));
    }

    static List<Map<String, Object>> list(Object node, String path) {
        return castList(at(node, path));
    }

    static Map<String, Object> map(Object node, String path) {
        return castMap(at(node, path));
    }

    static Map<String, String> texts(Object node, String path) {
        var texts = new TreeMap<String, String>();
        map(node, path).forEach((key, value) -> texts.put(key, Objects.toString(value)));
        return texts;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> castList(@Nullable Object node) {
        return node == null ? List.of() : (List<Map<String, Object>>) node;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> castMap(@Nullable Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }
}
