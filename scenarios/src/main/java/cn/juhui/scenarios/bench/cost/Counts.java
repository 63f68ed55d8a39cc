package cn.juhui.scenarios.bench.cost;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Numbers by name, such as `records`, or `store/find` of several that belong together.
public record Counts(Map<String, Double> all) {

    public Counts {
        all = new TreeMap<>(all);
    }

    /// What came since then; what was not known then has no part in it.
    public Counts since(Counts before) {
        var since = new TreeMap<String, Double>();
        all.forEach((name, value) -> {
            if (before.all.containsKey(name) || name.contains("/")) {
                since.put(name, value - before.all.getOrDefault(name, 0.0));
            }
        });
        return new Counts(since);
    }

    public Counts dividedBy(double parts) {
        return new Counts(
                all.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue() / parts)));
    }

    /// @return not a number when nobody could tell
    public double of(String name) {
        return all.getOrDefault(name, Double.NaN);
    }

    /// By what follows the group's name and `/`.
    public Map<String, Double> group(String group) {
        var members = new TreeMap<String, Double>();
        all.forEach((name, value) -> {
            if (name.startsWith(group + "/")) {
                members.put(name.substring(group.length() + 1), value);
            }
        });
        return members;
    }

    /// All of a group.
    ///
    /// @return not a number when nobody could tell
    public double sum(String group) {
        var members = group(group);
        return members.isEmpty()
                ? Double.NaN
                : members.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
