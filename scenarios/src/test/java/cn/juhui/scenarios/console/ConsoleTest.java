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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// 工作台: the console, as people find it. Skipped where the build could not make it, the story where there is no browser.
class ConsoleTest {

    private static final int NO_BROWSER = 3;
    private static final Path CONSOLE = Path.of("../console").toAbsolutePath().normalize();

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
        assumeTrue(
                Files.isDirectory(CONSOLE.resolve("node_modules/playwright-core")),
                "There is no Playwright");
        var log = Files.createTempFile("console", ".log");
        var picture = CONSOLE.resolve("../standalone/src/main/resources/demo/order.png");
        var story =
                new ProcessBuilder("node", "e2e/story.mjs", url, picture.toString())
                        .directory(CONSOLE.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(story.waitFor(4, TimeUnit.MINUTES)).as("told in time").isTrue();
        } finally {
            story.destroyForcibly();
        }
        var said = Files.readString(log);
        assumeTrue(story.exitValue() != NO_BROWSER, said);
        assertThat(story.exitValue()).as(said).isZero();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + path));
            return client.send(
                    request.header("Accept-Encoding", "gzip").build(), BodyHandlers.ofString());
        }
    }
}
