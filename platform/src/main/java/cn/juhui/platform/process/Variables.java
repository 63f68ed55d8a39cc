package cn.juhui.platform.process;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
/// behind the colon as the default. One without a default must be given. Each has its kind under `juhui.variables`.
public final class Variables {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

    private final ConfigurableEnvironment environment;
    private final Map<String, VariableKind> kinds;

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

    /// What is wrong, a sentence each that begins with the variable's name; empty when all is well.
    public Set<String> complaints() {
        var complaints = new TreeSet<String>();
        for (var file : files()) {
            for (var property : file.getPropertyNames()) {
                if (isInForce(file, property)) {
                    usesIn(file, property).forEach(use -> complain(use, complaints));
                }
            }
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

    private void complain(Use use, Set<String> complaints) {
        var kind = kinds.get(use.variable());
        var value = environment.getProperty(use.variable());
        if (kind == null) {
            complaints.add(use.variable() + " has no kind under juhui.variables");
        } else if (use.otherwise() == null && (value == null || value.isBlank())) {
            complaints.add(use.variable() + " is missing: give it " + kind.looks());
        } else if (value != null && !kind.allows(value)) {
            var shown = kind.isSecret() ? "its value" : '"' + value + '"';
            complaints.add(use.variable() + ": " + shown + " is not " + kind.looks());
        }
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
