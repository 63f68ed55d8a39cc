package cn.juhui.notification.adapter.text;

import cn.juhui.notification.domain.template.Template;
import cn.juhui.platform.http.text.Languages;
import cn.juhui.platform.http.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/// The sentences that the house brought along: `notification.<key>.title` and `.text` in the message bundles.
public final class BroughtSentences {

    private static final String PREFIX = "notification.";
    private static final String TITLE = ".title";

    private BroughtSentences() {}

    /// All there are.
    public static List<Template> read(Texts texts) {
        try {
            var bundle = new ClassPathResource("notification-service-messages.properties");
            return PropertiesLoaderUtils.loadProperties(bundle).stringPropertyNames().stream()
                    .filter(name -> name.startsWith(PREFIX) && name.endsWith(TITLE))
                    .map(name -> name.substring(PREFIX.length(), name.length() - TITLE.length()))
                    .sorted()
                    .map(key ->
                            new Template(
                                    key,
                                    wording(texts, Languages.CHINESE, key),
                                    wording(texts, Languages.ENGLISH, key),
                                    0))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Filled with the names of its places, as they stand in a template.
    private static Template.Wording wording(Texts texts, Locale locale, String key) {
        var places = Template.PLACES.stream().map(place -> "{" + place + "}").toArray();
        return new Template.Wording(
                texts.in(locale, PREFIX + key + TITLE, places),
                texts.in(locale, PREFIX + key + ".text", places));
    }
}
