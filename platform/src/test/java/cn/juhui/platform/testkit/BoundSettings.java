package cn.juhui.platform.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/// Settings as a service binds them where nobody sets a variable.
public final class BoundSettings {

    private BoundSettings() {}

    /// @param yml the service's, such as `gateway.yml`
    /// @param given properties, or variables, that have no default
    public static <T> T of(Class<T> settings, String yml, Map<String, String> given) {
        var sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource("given", Map.copyOf(given)));
        try {
            new YamlPropertySourceLoader()
                    .load(yml, new ClassPathResource(yml))
                    .forEach(sources::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var prefix = settings.getAnnotation(ConfigurationProperties.class).value();
        return new Binder(
                        ConfigurationPropertySources.from(sources),
                        new PropertySourcesPlaceholdersResolver(sources))
                .bindOrCreate(prefix, settings);
    }
}
