package cn.juhui.contracts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Compares a schema with its released form. Allowed: more optional members, more values of an enum (once all readers know them),
/// other words in descriptions. Everything else breaks a consumer or a history that exists.
final class Compatibility {

    private static final Set<String> WORDS = Set.of("description", "title", "examples", "$comment");
    private static final Set<String> COMPARED_ON_THEIR_OWN =
            Set.of(
                    "properties",
                    "required",
                    "$defs",
                    "$ref",
                    "items",
                    "anyOf",
                    "enum",
                    DerivedSchema.OPEN_ENUM);

    private final JsonNode releasedRoot;
    private final JsonNode currentRoot;
    private final List<String> breaks = new ArrayList<>();

    private Compatibility(JsonNode releasedRoot, JsonNode currentRoot) {
        this.releasedRoot = releasedRoot;
        this.currentRoot = currentRoot;
    }

    /// @param current null when the type is gone
    /// @return what breaks, each with its place; empty when nothing does
    static List<String> breaks(JsonNode released, @Nullable JsonNode current) {
        if (current == null) {
            return List.of("the type was removed");
        }
        var comparison = new Compatibility(released, current);
        comparison.compare("", released, current);
        return comparison.breaks;
    }

    private void compare(String at, JsonNode releasedNode, JsonNode currentNode) {
        var released = resolve(releasedRoot, releasedNode);
        var current = resolve(currentRoot, currentNode);
        var keywords = new HashSet<String>();
        keywords.addAll(released.propertyNames());
        keywords.addAll(current.propertyNames());
        keywords.removeAll(WORDS);
        keywords.removeAll(COMPARED_ON_THEIR_OWN);
        for (var keyword : keywords) {
            if (!Objects.equals(released.get(keyword), current.get(keyword))) {
                breaks.add(
                        "%s: %s was %s, is %s"
                                .formatted(
                                        at, keyword, released.get(keyword), current.get(keyword)));
            }
        }
        values(at, "enum", released, current);
        values(at, DerivedSchema.OPEN_ENUM, released, current);
        members(at, released, current);
        alternatives(at, released, current);
        if (released.has("items") || current.has("items")) {
            both(at + "/items", released.get("items"), current.get("items"));
        }
    }

    /// They may become more. Where any value was valid, an enum would refuse some; one that only informs refuses none.
    private void values(String at, String keyword, JsonNode released, JsonNode current) {
        var before = texts(released.path(keyword));
        var now = texts(current.path(keyword));
        if (!now.containsAll(before)
                || keyword.equals("enum") && released.has(keyword) != current.has(keyword)) {
            breaks.add(
                    "%s: %s was %s, is %s"
                            .formatted(at, keyword, released.get(keyword), current.get(keyword)));
        }
    }

    private void members(String at, JsonNode released, JsonNode current) {
        var before = released.path("properties");
        var now = current.path("properties");
        before.propertyNames()
                .forEach(name -> both(at + "/" + name, before.get(name), now.get(name)));
        var requiredBefore = names(released);
        var requiredNow = names(current);
        requiredNow.stream()
                .filter(name -> !requiredBefore.contains(name))
                .forEach(name -> breaks.add(at + "/" + name + ": became required"));
        requiredBefore.stream()
                .filter(name -> !requiredNow.contains(name))
                .forEach(name -> breaks.add(at + "/" + name + ": became optional"));
    }

    private void alternatives(String at, JsonNode released, JsonNode current) {
        var before = released.path("anyOf");
        var now = current.path("anyOf");
        if (before.size() != now.size()) {
            breaks.add(at + ": other alternatives");
            return;
        }
        for (var i = 0; i < before.size(); i++) {
            compare(at, before.get(i), now.get(i));
        }
    }

    private void both(String at, @Nullable JsonNode released, @Nullable JsonNode current) {
        if (released == null || current == null) {
            breaks.add(at + (current == null ? ": was removed" : ": was restricted"));
        } else {
            compare(at, released, current);
        }
    }

    private static Set<String> names(JsonNode schema) {
        return texts(schema.path("required"));
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new HashSet<String>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static JsonNode resolve(JsonNode root, JsonNode node) {
        var reference = node.get("$ref");
        return reference == null ? node : root.at(reference.asString().substring(1));
    }
}
