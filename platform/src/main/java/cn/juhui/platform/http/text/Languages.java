package cn.juhui.platform.http.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;

/// The languages of texts meant for people: Chinese first, English too.
public final class Languages {

    public static final Locale CHINESE = Locale.forLanguageTag("zh-CN");
    public static final Locale ENGLISH = Locale.ENGLISH;

    private static final List<Locale> SPOKEN = List.of(Locale.CHINESE, ENGLISH);

    /// What was asked for lately; most callers say one of a few things.
    private static final Cache<String, Locale> KNOWN =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private Languages() {}

    /// What `Accept-Language` asks for; Chinese when it asks for nothing that is spoken here, or is ill-formed.
    public static Locale of(HttpServletRequest request) {
        var asked = request.getHeader("Accept-Language");
        if (asked == null || asked.length() > 200) {
            return CHINESE;
        }
        return KNOWN.get(asked, Languages::best);
    }

    private static Locale best(String asked) {
        try {
            var best = Locale.lookup(Locale.LanguageRange.parse(asked), SPOKEN);
            return ENGLISH.equals(best) ? ENGLISH : CHINESE;
        } catch (IllegalArgumentException e) {
            return CHINESE;
        }
    }
}
