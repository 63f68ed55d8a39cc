package cn.juhui.gateway.docs;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.text.Languages;
import cn.juhui.platform.http.text.Texts;
import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The pages for developers: Chinese at the bare address, whatever the browser prefers, with a switch to English.
@RestController
public final class PageController {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String SPOKEN = "{language:zh-CN|en}";

    private final Supplier<Pages> chinese;
    private final Supplier<Pages> english;

    PageController(Texts texts, SignIn signIn, ObjectProvider<TokenDesk> desk) {
        chinese = pages(texts, Languages.CHINESE, Languages.ENGLISH, signIn, desk);
        english = pages(texts, Languages.ENGLISH, Languages.CHINESE, signIn, desk);
    }

    private static Supplier<Pages> pages(
            Texts texts,
            Locale language,
            Locale other,
            SignIn signIn,
            ObjectProvider<TokenDesk> desk) {
        return SingletonSupplier.of(
                () -> new Pages(texts, language, other, signIn, desk.getIfAvailable()));
    }

    @GetMapping("/docs/")
    ResponseEntity<Void> entrance() {
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/docs")).build();
    }

    @GetMapping("/docs")
    ResponseEntity<String> front() {
        return page(chinese.get().front());
    }

    @GetMapping("/docs/" + SPOKEN)
    ResponseEntity<String> front(@PathVariable Locale language) {
        return page(in(language).front());
    }

    @GetMapping("/docs/" + SPOKEN + "/{guide}")
    ResponseEntity<String> guide(@PathVariable Locale language, @PathVariable String guide) {
        var page = in(language).guide(guide);
        if (page == null) {
            throw ProblemException.notFound();
        }
        return page(page);
    }

    private Pages in(Locale language) {
        return language.equals(Languages.ENGLISH) ? english.get() : chinese.get();
    }

    private static ResponseEntity<String> page(String html) {
        return ResponseEntity.ok().contentType(HTML).body(html);
    }
}
