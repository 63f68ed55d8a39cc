package cn.juhui.platform.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/// The environment variables that a service's settings files read: everything they name as `${UPPER_CASE}`, with what comes
/// behind the colon as the default. One without a default must be given; under `juhui.needed-with` stands what must be given only with
/// a certain value of another (`"[BUCKET]": STORE=s3`). Each has its kind under `juhui.variables`.
public final class Variables {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

    private final ConfigurableEnvironment environment;
    private final Map<String, VariableKind> kinds;
    private final Map<String, String> neededWith;

    /// A variable as a settings file names it.
    ///
    /// @param property the setting that takes its value
    /// @param otherwise its default; null when it must be given
    public record Use(String variable, String property, @Nullable String otherwise) {}

    /// @param environment with the settings files loaded
    public Variables(ConfigurableEnvironment environment) {
        this.environment = environment;
        this.kinds =
                Binder.get(environment)
                        .bind("juhui.variables", Bindable.mapOf(String.class, VariableKind.class))
                        .orElse(Map.of());
        this.neededWith =
                Binder.get(environment)
                        .bind("juhui.needed-with", Bindable.mapOf(String.class, String.class))
                        .orElse(Map.of());
    }

    /// What the settings files read, whether or not something else overrides it here.
    public List<Use> uses() {
        var uses = new ArrayList<Use>();
        for (var file : files()) {
            for (var property : file.getPropertyNames()) {
                uses.addAll(usesIn(file, property));
            }
        }
        return uses;
    }

    /// The kinds by name, as declared.
    public Map<String, VariableKind> kinds() {
        return new TreeMap<>(kinds);
    }

    /// The variables that must be given only when another one has a certain value, each with `NAME=value`.
    public Map<String, String> neededWith() {
        return new TreeMap<>(neededWith);
    }

    /// What is wrong, a sentence each that begins with the variable's name; empty when all is well.
    public Set<String> complaints() {
        var complaints = new TreeSet<String>();
        var inForce = new ArrayList<Use>();
        for (var file : files()) {
            for (var property : file.getPropertyNames()) {
                if (isInForce(file, property)) {
                    inForce.addAll(usesIn(file, property));
                }
            }
        }
        var values = new HashMap<String, String>();
        inForce.forEach(use -> values.put(use.variable(), value(use)));
        for (var use : inForce) {
            var condition = neededWith.get(use.variable());
            complain(use, condition != null && isMet(condition, values) ? condition : null)
                    .ifPresent(complaints::add);
        }
        return complaints;
    }

    /// The variables whose values a setting takes.
    public Set<String> behind(String property) {
        var variables = new LinkedHashSet<String>();
        for (var file : files()) {
            usesIn(file, property).forEach(use -> variables.add(use.variable()));
        }
        return variables;
    }

    /// @param condition `NAME=value` that is met and makes the variable needed; null otherwise
    private Optional<String> complain(Use use, @Nullable String condition) {
        var kind = kinds.get(use.variable());
        var value = environment.getProperty(use.variable());
        if (kind == null) {
            return Optional.of(use.variable() + " has no kind under juhui.variables");
        }
        if (value == null || value.isBlank()) {
            if (use.otherwise() == null) {
                return Optional.of(use.variable() + " is missing: give it " + kind.looks());
            }
            if (condition != null && use.otherwise().isEmpty()) {
                return Optional.of(
                        "%s is missing: with %s, give it %s"
                                .formatted(use.variable(), condition, kind.looks()));
            }
        }
        if (value != null && !kind.allows(value)) {
            var shown = kind.isSecret() ? "its value" : '"' + value + '"';
            return Optional.of(use.variable() + ": " + shown + " is not " + kind.looks());
        }
        return Optional.empty();
    }

    private String value(Use use) {
        var given = environment.getProperty(use.variable());
        return given != null ? given : use.otherwise() == null ? "" : use.otherwise();
    }

    private static boolean isMet(String condition, Map<String, String> values) {
        int equals = condition.indexOf('=');
        return condition.substring(equals + 1).equals(values.get(condition.substring(0, equals)));
    }

    private List<OriginTrackedMapPropertySource> files() {
        return environment.getPropertySources().stream()
                .filter(OriginTrackedMapPropertySource.class::isInstance)
                .map(OriginTrackedMapPropertySource.class::cast)
                .toList();
    }

    /// Whether no argument, variable or test says otherwise.
    private boolean isInForce(PropertySource<?> file, String property) {
        return environment.getPropertySources().stream()
                .filter(source -> !source.getName().equals("configurationProperties"))
                .filter(source -> source.containsProperty(property))
                .findFirst()
                .orElse(file)
                .equals(file);
    }

    private static List<Use> usesIn(PropertySource<?> file, String property) {
        var uses = new ArrayList<Use>();
        if (file.getProperty(property) instanceof CharSequence text) {
            var placeholder = PLACEHOLDER.matcher(text);
            while (placeholder.find()) {
                uses.add(new Use(placeholder.group(1), property, placeholder.group(2)));
            }
        }
        return uses;
    }
}
