package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages for developers.
class PagesTest extends GatewayTest {

    static Stream<String> pages() {
        var guides =
                Stream.of("zh-CN", "en")
                        .flatMap(language ->
                                GuideFiles.NAMES.stream().map(name -> language + "/" + name));
        return Stream.concat(Stream.of("", "zh-CN", "en"), guides)
                .map(page -> page.isEmpty() ? "/docs" : "/docs/" + page);
    }

    private HttpResponse<String> page(String path) {
        var page = send(anonymous(path));
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page;
    }

    /// Where a browser would go or fetch from; relative ones from the page's own address.
    private static TreeSet<String> addresses(HttpResponse<String> page) {
        var addresses = new TreeSet<String>();
        var link = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"").matcher(page.body());
        while (link.find()) {
            if (!link.group(1).startsWith("#")) {
                addresses.add(page.uri().resolve(link.group(1)).toString());
            }
        }
        return addresses;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void finds_everything_it_needs_on_this_gateway(String path) {
        var here = "http://127.0.0.1:" + port;
        assertThat(addresses(page(path)))
                .hasSizeGreaterThan(8)
                .allSatisfy(address -> {
                    assertThat(address).startsWith(here + "/");
                    page(address.substring(here.length()).replaceAll("#.*", ""));
                });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void runs_only_what_the_gateway_serves(String path) {
        var page = page(path);
        assertThat(page.body())
                .doesNotContain("<style", "<script>", "style=", "{{")
                .doesNotContainPattern("\\son[a-z]+=\"");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'")
                .doesNotContain("unsafe-eval", "http");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void says_its_language_and_leads_to_the_same_page_in_the_other(String path) {
        var english = path.startsWith("/docs/en");
        var page = page(path).body();
        var twin =
                english
                        ? path.replace("/en", "/zh-CN")
                        : path.replaceFirst("^/docs(/zh-CN)?", "/docs/en");
        assertThat(page)
                .contains("<html lang=\"" + (english ? "en" : "zh-CN") + "\">")
                .contains("<a class=\"language\" href=\"" + twin + "\"")
                .contains(english ? ">中文</a>" : ">English</a>");
    }

    @Test
    void the_bare_address_is_chinese_whatever_the_browser_prefers() {
        var page = send(anonymous("/docs").header("Accept-Language", "en-US,en"));
        assertThat(page.body()).contains("<html lang=\"zh-CN\">", "开发者文档");
    }

    @Test
    void the_front_page_says_where_a_token_comes_from_and_has_no_button_where_there_is_no_desk() {
        for (var path : List.of("/docs", "/docs/en")) {
            assertThat(page(path).body())
                    .contains("id=\"token\"", "/start\">")
                    .doesNotContain("<form", "/dev");
        }
    }

    @Test
    void the_events_are_offered_in_one_file_to_keep() {
        assertThat(page("/docs").body())
                .contains("<a href=\"/asyncapi.json\" download=\"juhui-asyncapi.json\">");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_guide_is_what_stands_in_the_repository(String path) {
        var parts = path.split("/");
        if (parts.length < 4) {
            return;
        }
        var page = page(path).body();
        var guide = GuideFiles.of(parts[2], parts[3]);
        assertThat(guide.blocks())
                .isNotEmpty()
                .allSatisfy(block ->
                        assertThat(page)
                                .contains(
                                        "<pre><code class=\"language-"
                                                + block.language()
                                                + "\">"
                                                + escaped(block.text())
                                                + "</code></pre>"));
        assertThat(page.replaceAll("(?s)<pre>.*?</pre>", "")).doesNotContain("**", "`", "](");
        assertThat(guide.headings())
                .isNotEmpty()
                .allSatisfy(heading -> assertThat(page).contains(">" + escaped(heading) + "</h"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
