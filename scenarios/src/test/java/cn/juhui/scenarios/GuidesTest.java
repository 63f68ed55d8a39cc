package cn.juhui.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.support.Pasted;
import cn.juhui.scenarios.support.Readme;
import cn.juhui.scenarios.support.RunningPlatform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// The guides of `docs/guides`, pasted in the order in which they are read, do what they show; and the page that has them gives the token that it promises.
class GuidesTest {

    private static final List<String> IN_ORDER =
            List.of("start", "apply", "evidence", "errors", "idempotency", "paging", "events");

    private final String platform = "http://127.0.0.1:" + RunningPlatform.shared().gatewayPort();

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"bash, en", "dash, zh-CN"})
    void the_guides_can_be_pasted_and_print_what_is_shown(String shell, String language)
            throws Exception {
        var steps =
                IN_ORDER.stream()
                        .flatMap(guide ->
                                Readme.of("docs/guides/%s/%s.md".formatted(language, guide))
                                        .steps()
                                        .stream())
                        .toList();
        assertThat(steps).hasSizeGreaterThan(25);
        Pasted.into(shell, folder).printsWhatIsShown(steps);
    }

    @ParameterizedTest
    @CsvSource({"/docs, CUSTOMER", "/docs/en, MERCHANT"})
    void the_pages_button_gets_a_token_that_is_good_for_calls(String path, String role)
            throws Exception {
        var page = send(request(path)).body();
        var desk = Pattern.compile("<form id=\"token-form\" data-desk=\"([^\"]+)\"").matcher(page);
        assertThat(desk.find()).isTrue();
        var subject =
                Pattern.compile("<option value=\"" + role + "\" data-subject=\"(\\w+)\"")
                        .matcher(page);
        assertThat(subject.find()).isTrue();
        var merchant = role.equals("MERCHANT") ? ", \"merchantId\": \"mer_guoka\"" : "";
        var wanted =
                "{\"subject\": \"%s\", \"roles\": [\"%s\"]%s}"
                        .formatted(subject.group(1), role, merchant);
        var given =
                send(
                        request(desk.group(1))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(wanted)));
        var token = new JsonMapper().readTree(given.body()).path("accessToken").asString();
        assertThat(
                        send(request("/v1/refunds").header("Authorization", "Bearer " + token))
                                .statusCode())
                .isEqualTo(200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(platform + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
