package cn.juhui.deployment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/// What a process really reads: its settings file and those that it imports.
///
/// @param variables every environment variable, with its default; null when it must be given
/// @param listensTo consumer bindings: topic → group
/// @param database null for one that has none
record ServiceSettings(
        String name,
        Map<String, @Nullable String> variables,
        Map<String, String> listensTo,
        @Nullable String database) {

    static final List<String> SERVICES =
            List.of(
                    "order-service",
                    "refund-service",
                    "evidence-service",
                    "payout-service",
                    "notification-service");

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");
    private static final Pattern DESTINATION =
            Pattern.compile("spring\\.cloud\\.stream\\.bindings\\.(.+-in-\\d+)\\.destination");

    static List<ServiceSettings> all() {
        var all = new ArrayList<ServiceSettings>();
        SERVICES.forEach(service -> all.add(of(service)));
        all.add(of("gateway"));
        return all;
    }

    static ServiceSettings of(String name) {
        var settings = new Properties();
        var files = new ArrayDeque<>(List.of(name + ".yml"));
        while (!files.isEmpty()) {
            var yaml = new YamlPropertiesFactoryBean();
            yaml.setResources(new ClassPathResource(files.pop()));
            var read = yaml.getObject();
            if (read == null) {
                continue;
            }
            read.forEach((key, value) -> settings.putIfAbsent(key, value));
            var imported = read.getProperty("spring.config.import");
            if (imported != null) {
                files.push(imported.replace("classpath:", ""));
            }
        }
        return of(name, settings);
    }

    private static ServiceSettings of(String name, Properties settings) {
        var variables = new TreeMap<String, @Nullable String>();
        var listensTo = new TreeMap<String, String>();
        for (var key : settings.stringPropertyNames()) {
            var variable = VARIABLE.matcher(settings.getProperty(key));
            while (variable.find()) {
                variables.put(variable.group(1), variable.group(2));
            }
            var destination = DESTINATION.matcher(key);
            if (destination.matches()) {
                var group = "spring.cloud.stream.bindings." + destination.group(1) + ".group";
                listensTo.put(settings.getProperty(key), settings.getProperty(group));
            }
        }
        return new ServiceSettings(
                name, variables, listensTo, settings.getProperty("spring.mongodb.database"));
    }

    boolean isService() {
        return SERVICES.contains(name);
    }

    /// `ORDER_SERVICE` for `order-service`.
    static String variable(String service) {
        return service.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// Where it listens unless told otherwise.
    String port() {
        return port("_PORT");
    }

    /// Where it says how it is.
    String managementPort() {
        return port("_MANAGEMENT_PORT");
    }

    private String port(String which) {
        var port = variables.get(variable(name) + which);
        if (port == null) {
            throw new IllegalStateException(name + " has no " + which + " of its own");
        }
        return port;
    }

    Set<String> mustBeGiven() {
        var names = new TreeSet<String>();
        variables.forEach((variable, otherwise) -> {
            if (otherwise == null) {
                names.add(variable);
            }
        });
        return names;
    }

    /// The services that it calls, from the addresses that it asks for.
    Set<String> calls() {
        var calls = new TreeSet<String>();
        for (var service : SERVICES) {
            if (variables.containsKey(variable(service) + "_URL")) {
                calls.add(service);
            }
        }
        return calls;
    }

    @Override
    public String toString() {
        return name;
    }
}
