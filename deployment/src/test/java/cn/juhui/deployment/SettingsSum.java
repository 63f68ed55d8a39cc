package cn.juhui.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Appends to the name of a ConfigMap the sum of what it holds, as kustomize does, and tells those who refer to it.
final class SettingsSum {

    private SettingsSum() {}

    /// @param settings the names of those that are meant
    static void name(List<Map<String, Object>> resources, Set<String> settings) {
        var renamed = new HashMap<String, String>();
        for (var resource : resources) {
            var name = Tree.text(resource, "metadata/name");
            if ("ConfigMap".equals(resource.get("kind")) && settings.contains(name)) {
                renamed.put(name, name + "-" + sum(Tree.texts(resource, "data")));
                Tree.map(resource, "metadata").put("name", renamed.get(name));
            }
        }
        for (var resource : resources) {
            for (var container : Tree.list(resource, "spec/template/spec/containers")) {
                for (var from : Tree.list(container, "envFrom")) {
                    tell(Tree.map(from, "configMapRef"), renamed);
                }
            }
            for (var volume : Tree.list(resource, "spec/template/spec/volumes")) {
                tell(Tree.map(volume, "configMap"), renamed);
            }
        }
    }

    private static void tell(Map<String, Object> reference, Map<String, String> renamed) {
        if (reference.get("name") instanceof String name && renamed.containsKey(name)) {
            reference.put("name", renamed.get(name));
        }
    }

    /// Ten digits without vowels and what looks like them, of the sum over JSON as Go writes it.
    private static String sum(Map<String, String> data) {
        try {
            var whole = new TreeMap<>(Map.of("data", data, "kind", "ConfigMap", "name", ""));
            var json =
                    new ObjectMapper()
                            .writeValueAsString(whole)
                            .replace("&", "\\u0026")
                            .replace("<", "\\u003c")
                            .replace(">", "\\u003e");
            var sum =
                    MessageDigest.getInstance("SHA-256")
                            .digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of()
                    .formatHex(sum)
                    .substring(0, 10)
                    .replace('0', 'g')
                    .replace('1', 'h')
                    .replace('3', 'k')
                    .replace('a', 'm')
                    .replace('e', 't');
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
