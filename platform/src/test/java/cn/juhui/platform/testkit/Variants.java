package cn.juhui.platform.testkit;

import cn.juhui.platform.json.StateMapper;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A record in every variant that its words make: each of its members that is an enum or a truth takes every value there is, in every combination. So a
/// new word is tried by itself.
public final class Variants {

    private Variants() {}

    public static <T> List<T> of(Class<? extends T> type, T example) {
        var variants = new ArrayList<Map<String, Object>>();
        variants.add(StateMapper.toTree(example));
        for (var member : type.getRecordComponents()) {
            var values = values(member);
            if (!values.isEmpty()) {
                var more = new ArrayList<Map<String, Object>>();
                for (var variant : variants) {
                    for (var value : values) {
                        var changed = new LinkedHashMap<>(variant);
                        changed.put(member.getName(), value);
                        more.add(changed);
                    }
                }
                variants = more;
            }
        }
        return variants.stream().<T>map(tree -> StateMapper.fromTree(tree, type)).toList();
    }

    private static List<Object> values(RecordComponent member) {
        var type = member.getType();
        if (type == boolean.class || type == Boolean.class) {
            return List.of(true, false);
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(word -> (Object) ((Enum<?>) word).name())
                        .toList()
                : List.of();
    }
}
