package cn.juhui.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.gateway.console.ConsoleFiles;
import cn.juhui.scenarios.support.RunningPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// 工作台: the console, as people find it. Skipped where the build could not make it, the story where there is no browser.
class ConsoleTest {

    private final String url = "http://127.0.0.1:" + RunningPlatform.shared().gatewayPort();

    @BeforeAll
    static void it_is_built() {
        assumeTrue(ConsoleFiles.areBuilt(), "The console was not built: there is no Node");
    }

    @Test
    void the_bare_address_leads_there_and_every_address_of_it_is_the_page() throws Exception {
        var entrance = get("/");
        assertThat(entrance.statusCode()).isEqualTo(302);
        assertThat(entrance.headers().firstValue("Location")).hasValue("/console/");
        for (var path :
                new String[] {"/console/", "/console/orders/ord_1", "/console/?code=c&state=s"}) {
            var page = get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).contains("<div id=\"app\">").doesNotContain("<script>");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http");
        }
        assertThat(get("/console/config.json").body()).contains("\"DEV\"", "/dev/tokens");
    }

    @Test
    void its_files_stay_with_the_browser_and_those_that_are_missing_are_no_page() throws Exception {
        var script = get("/console/").body().replaceAll("(?s).*src=\"([^\"]+\\.js)\".*", "$1");
        var file = get(script);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(get("/console/assets/nothing-12345678.js").statusCode()).isEqualTo(404);
    }

    @Test
    void a_customer_applies_with_a_picture_and_the_merchant_decides_by_keyboard() throws Exception {
        var picture = Path.of("../standalone/src/main/resources/demo/order.png").toAbsolutePath();
        InBrowser.tell("applying", url, picture.toString());
    }

    @Test
    void an_agent_rules_on_an_appeal_while_both_sides_watch() throws Exception {
        InBrowser.tell("ruling", url);
    }

    @Test
    void an_operator_sees_a_stuck_payout_and_resumes_the_channel() throws Exception {
        InBrowser.tell("channel", url);
    }

    @Test
    void every_page_of_every_role_can_be_used_by_everybody() throws Exception {
        InBrowser.tell("walk", url);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + path));
            return client.send(
                    request.header("Accept-Encoding", "gzip").build(), BodyHandlers.ofString());
        }
    }
}
