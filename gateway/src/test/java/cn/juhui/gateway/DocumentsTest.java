package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest extends GatewayTest {

    @ParameterizedTest
    @CsvSource({
        "/openapi.yaml, application/yaml, 'openapi: 3.1'",
        "/openapi.json, application/json, '\"openapi\":\"3.1'",
        "/asyncapi.yaml, application/yaml, 'asyncapi: 3.0.0'",
        "/schemas/refund.requested.json, application/json, urn:juhui:schema:refund.requested",
        "/examples/refund.requested.json, application/json, rfd_",
        "/docs, text/html, swagger-ui-bundle.js",
    })
    void can_be_read_without_a_token(String path, String type, String content) {
        var answer = send(anonymous(path));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith(type);
        assertThat(answer.body()).contains(content);
    }

    @Test
    void who_opens_the_bare_address_is_sent_to_the_page() throws Exception {
        for (var path : List.of("/", "/docs/")) {
            var answer = send(anonymous(path));
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).hasValue("/docs");
        }
    }

    @Test
    void the_page_finds_everything_it_needs_on_this_gateway() {
        var page = send(anonymous("/docs"));
        var links = Pattern.compile("(?:href|src)=\"([^\"]+)\"").matcher(page.body());
        var count = 0;
        while (links.find()) {
            assertThat(links.group(1)).startsWith("/");
            assertThat(send(anonymous(links.group(1))).statusCode())
                    .as(links.group(1))
                    .isEqualTo(200);
            count++;
        }
        assertThat(count).isGreaterThan(3);
        assertThat(page.body()).doesNotContain("<style").doesNotContain("<script>");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .doesNotContain("unsafe-eval")
                .doesNotContainPattern("script-src[^;]*unsafe-inline");
    }

    @Test
    void a_parameter_is_refused_where_nothing_can_be_asked() {
        for (var path : List.of("/", "/docs", "/openapi.yaml", "/openapi.json", "/asyncapi.yaml")) {
            assertThat(problem(send(anonymous(path + "?nobodyKnows=1"))))
                    .isEqualTo("400 INVALID_INPUT");
        }
        var file = send(anonymous("/schemas/refund.requested.json?nobodyKnows=1"));
        assertThat(file.statusCode()).isEqualTo(200);
    }

    @Test
    void a_missing_file_of_the_page_is_404() {
        assertThat(problem(send(anonymous("/docs/ui/nothing.js")))).isEqualTo("404 NOT_FOUND");
        assertThat(send(anonymous("/docs/page/../gateway.yml")).statusCode()).isNotEqualTo(200);
    }
}
