package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest extends GatewayTest {

    @ParameterizedTest
    @CsvSource({
        "/openapi.yaml, application/yaml, 'openapi: 3.1'",
        "/openapi.json, application/json, '\"openapi\":\"3.1'",
        "/asyncapi.yaml, application/yaml, 'asyncapi: 3.0.0'",
        "/asyncapi.json, application/json, '\"asyncapi\":\"3.0.0\"'",
        "/schemas/refund.requested.json, application/json, urn:juhui:schema:refund.requested",
        "/examples/refund.requested.json, application/json, rfd_",
        "/docs, text/html, swagger-ui-bundle.js",
        "/docs/en/errors, text/html, ACTION_NOT_ALLOWED",
        "/console/config.json, application/json, '{\"kind\":\"NONE\"}'",
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
    void a_parameter_is_refused_where_nothing_can_be_asked() {
        for (var path :
                List.of(
                        "/",
                        "/docs",
                        "/docs/en",
                        "/openapi.yaml",
                        "/openapi.json",
                        "/asyncapi.yaml",
                        "/asyncapi.json",
                        "/docs/en/start")) {
            assertThat(problem(send(anonymous(path + "?nobodyKnows=1"))))
                    .isEqualTo("400 INVALID_INPUT");
        }
        var file = send(anonymous("/schemas/refund.requested.json?nobodyKnows=1"));
        assertThat(file.statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_no_page_is_404() {
        for (var path : List.of("/docs/ui/nothing.js", "/docs/en/nothing", "/docs/fr/start")) {
            assertThat(problem(send(anonymous(path)))).isEqualTo("404 NOT_FOUND");
        }
        assertThat(send(anonymous("/docs/page/../gateway.yml")).statusCode()).isNotEqualTo(200);
    }
}
