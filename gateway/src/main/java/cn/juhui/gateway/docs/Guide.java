package cn.juhui.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.springframework.core.io.ClassPathResource;

/// One guide in one language: the Markdown of `docs/guides`, as a page.
///
/// @param name the file's, without its ending
/// @param title its heading
/// @param summary its first paragraph, as HTML
/// @param html all of it, safe to show: HTML in the Markdown is text
record Guide(String name, String title, String summary, String html) {

    /// In the order in which they are read: a later one goes on in the shell of an earlier one.
    static final List<String> NAMES =
            List.of("start", "apply", "evidence", "errors", "idempotency", "paging", "events");

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().extensions(TABLES).build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder()
                    .extensions(TABLES)
                    .escapeHtml(true)
                    .sanitizeUrls(true)
                    .attributeProviderFactory(_ -> Guide::leadToPages)
                    .build();

    static List<Guide> in(Locale language) {
        return NAMES.stream().map(name -> load(language, name)).toList();
    }

    private static Guide load(Locale language, String name) {
        var file = "docs/guides/%s/%s.md".formatted(language.toLanguageTag(), name);
        try {
            return of(name, new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Guide of(String name, String markdown) {
        var document = PARSER.parse(markdown);
        return new Guide(
                name,
                TEXT.render(first(Heading.class, document)).strip(),
                HTML.render(first(Paragraph.class, document)),
                HTML.render(document));
    }

    private static Node first(Class<? extends Node> kind, Node document) {
        var node = document.getFirstChild();
        while (node != null && !kind.isInstance(node)) {
            node = node.getNext();
        }
        return Objects.requireNonNull(node, kind::getSimpleName);
    }

    /// A guide beside this one is a file in the repository and a page here.
    private static void leadToPages(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link) {
            attributes.computeIfPresent("href", (_, to) -> to.replaceFirst("\\.md(?=#|$)", ""));
        }
    }
}
