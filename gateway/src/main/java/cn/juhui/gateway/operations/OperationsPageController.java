package cn.juhui.gateway.operations;

import cn.juhui.gateway.docs.TokenDesk;
import cn.juhui.platform.http.text.Languages;
import cn.juhui.platform.http.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// `/operations`: what an operator looks at, on one plain page. It knows nothing itself: its script asks the API with the operator's token, which it keeps only as long as it is open. Chinese at
/// the bare address, English beside it. A place in its template, `{{name}}`, is the text `operations.name`.
@RestController
final class OperationsPageController {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z.]+)}}");

    private final Texts texts;
    private final ObjectProvider<TokenDesk> desk;

    OperationsPageController(Texts texts, ObjectProvider<TokenDesk> desk) {
        this.texts = texts;
        this.desk = desk;
    }

    @GetMapping("/operations")
    ResponseEntity<String> page() {
        return page(Languages.CHINESE, "en");
    }

    @GetMapping("/operations/{language:zh-CN|en}")
    ResponseEntity<String> page(@PathVariable Locale language) {
        return page(language, language.equals(Languages.ENGLISH) ? "zh-CN" : "en");
    }

    private ResponseEntity<String> page(Locale language, String other) {
        var given = desk.getIfAvailable();
        var html =
                PLACE.matcher(template())
                        .replaceAll(place ->
                                Matcher.quoteReplacement(
                                        switch (place.group(1)) {
                                            case "language" -> language.toLanguageTag();
                                            case "other" -> other;
                                            case "otherName" -> itsOwnName(other);
                                            case "desk" -> given == null ? "" : given.path();
                                            default -> text(language, place.group(1));
                                        }));
        return ResponseEntity.ok().contentType(HTML).body(html);
    }

    /// What speakers of a language call it.
    private static String itsOwnName(String language) {
        var locale = Locale.forLanguageTag(language);
        return locale.getDisplayLanguage(locale);
    }

    private String text(Locale language, String name) {
        return HtmlUtils.htmlEscape(
                texts.in(language, "operations." + name), StandardCharsets.UTF_8.name());
    }

    private static String template() {
        try {
            return new ClassPathResource("operations/operations.html")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
