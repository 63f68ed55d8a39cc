package cn.juhui.gateway.docs;

import cn.juhui.platform.http.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/// The pages in one language. A template names what is put into it as `{{name}}`: a part of the page, or else the text `docs.name`.
final class Pages {

    /// No guide is called that.
    private static final String FRONT = "";

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.]+)}}");

    private final Texts texts;
    private final Locale language;
    private final Locale other;
    private final List<Guide> guides;
    private final Map<String, String> pages = new HashMap<>();

    Pages(Texts texts, Locale language, Locale other, SignIn signIn, @Nullable TokenDesk desk) {
        this.texts = texts;
        this.language = language;
        this.other = other;
        this.guides = Guide.in(language);
        pages.put(FRONT, front(signIn, desk));
        guides.forEach(guide -> pages.put(guide.name(), page(guide)));
    }

    /// The front page says where a token comes from, and has the guides, the documents, and the API to look at and try.
    String front() {
        return pages.getOrDefault(FRONT, "");
    }

    /// The page of a guide; null where there is none of that name.
    @Nullable String guide(String name) {
        return pages.get(name);
    }

    private String front(SignIn signIn, @Nullable TokenDesk desk) {
        var form = desk == null ? "" : fill("token-form", Map.of("desk", escaped(desk.path())));
        var parts =
                Map.of(
                        "token", signIn.isOffered() ? fill("sign-in", Map.of()) + form : form,
                        "client", escaped(signIn.client()),
                        "guides", summaries(),
                        "start", path(language, "start"));
        var content = fill("front", parts);
        return page(FRONT, text("title"), fill("viewer-head", Map.of()), content);
    }

    private String summaries() {
        return guides.stream()
                .map(guide -> "<li>%s%s</li>".formatted(link(guide, ""), guide.summary()))
                .collect(Collectors.joining("\n"));
    }

    private String page(Guide guide) {
        return page(guide.name(), guide.title(), "", "<article>\n" + guide.html() + "</article>");
    }

    private String page(String name, String title, String head, String content) {
        var parts =
                Map.of(
                        "language", language.toLanguageTag(),
                        "other.language", other.toLanguageTag(),
                        "other.page", path(other, name),
                        "other.name", other.getDisplayLanguage(other),
                        "home", path(language, FRONT),
                        "page.title", escaped(title),
                        "head", head,
                        "navigation", navigation(name),
                        "content", content);
        return fill("page", parts);
    }

    private String navigation(String here) {
        return guides.stream()
                .map(guide ->
                        link(guide, guide.name().equals(here) ? " aria-current=\"page\"" : ""))
                .collect(Collectors.joining("\n"));
    }

    private String link(Guide guide, String attributes) {
        return "<a href=\"%s\"%s>%s</a>"
                .formatted(path(language, guide.name()), attributes, escaped(guide.title()));
    }

    private static String path(Locale language, String name) {
        return "/docs/" + language.toLanguageTag() + (name.isEmpty() ? "" : "/" + name);
    }

    private String fill(String template, Map<String, String> parts) {
        return PLACE.matcher(template(template))
                .replaceAll(place -> {
                    var part = parts.get(place.group(1));
                    return Matcher.quoteReplacement(
                            part == null ? escaped(text(place.group(1))) : part);
                });
    }

    private String text(String name) {
        return texts.in(language, "docs." + name);
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
    }

    private static String template(String name) {
        try {
            return new ClassPathResource("docs/" + name + ".html")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
