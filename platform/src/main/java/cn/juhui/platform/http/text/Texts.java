package cn.juhui.platform.http.text;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/// Texts for people, from the message bundles: the platform's, the shared rule texts, and the service's own.
public final class Texts {

    private final MessageSource bundles;

    public Texts(MessageSource bundles) {
        this.bundles = bundles;
    }

    /// The text in the language of the request in hand (Chinese outside of one).
    ///
    /// @throws org.springframework.context.NoSuchMessageException when no bundle has it: that is a bug
    public String get(String key, Object... arguments) {
        return in(LocaleContextHolder.getLocale(), key, arguments);
    }

    /// @throws org.springframework.context.NoSuchMessageException when no bundle has it: that is a bug
    public String in(Locale locale, String key, Object... arguments) {
        return bundles.getMessage(key, arguments, locale);
    }

    /// The text, or the fallback where no bundle has it.
    public String getOr(String key, String fallback, Object... arguments) {
        var text = bundles.getMessage(key, arguments, fallback, LocaleContextHolder.getLocale());
        return text == null ? fallback : text;
    }
}
