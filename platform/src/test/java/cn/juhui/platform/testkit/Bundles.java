package cn.juhui.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/// Checks of message bundles: Chinese and English say the same things.
public final class Bundles {

    private Bundles() {}

    /// Fails unless `<name>.properties` and `<name>_en.properties` have the same keys, no empty text, and Chinese in the Chinese one.
    public static void assertSameKeys(String name) {
        var chinese = load(name + ".properties");
        var english = load(name + "_en.properties");
        assertThat(english.stringPropertyNames())
                .as("keys of %s in English and Chinese", name)
                .containsExactlyInAnyOrderElementsOf(chinese.stringPropertyNames());
        assertThat(chinese.values()).noneMatch(text -> text.toString().isBlank());
        assertThat(english.values()).noneMatch(text -> text.toString().isBlank());
        assertThat(english.values()).noneMatch(text -> text.toString().matches(".*\\p{IsHan}.*"));
    }

    public static Properties load(String resource) {
        var bundle = new Properties();
        try (var in =
                new InputStreamReader(
                        Objects.requireNonNull(
                                Bundles.class.getClassLoader().getResourceAsStream(resource),
                                resource),
                        StandardCharsets.UTF_8)) {
            bundle.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }
}
