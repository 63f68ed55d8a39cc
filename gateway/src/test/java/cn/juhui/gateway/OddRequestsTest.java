package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.gateway.route.Service;
import cn.juhui.platform.testkit.Wire;
import cn.juhui.platform.testkit.Wire.Heard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What can't be passed on as it is is either left out, where it means nothing, or refused; never a fault of ours.
class OddRequestsTest extends GatewayTest {

    private Heard say(String line, String body, String... headers) throws IOException {
        var lines = new ArrayList<>(List.of(Wire.utf8(line), "Authorization: Bearer " + ALICE));
        for (var header : headers) {
            lines.add(Wire.utf8(header));
        }
        return Wire.send(port, lines, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(Heard heard, int status, String code) {
        assertThat(heard.fault("")).as(heard.toString()).isEmpty();
        assertThat(heard.status()).as(heard.toString()).isEqualTo(status);
        assertThat(heard.problem().path("code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Device-Name: 张三",
                "User-Agent: 张三",
                "Prefer: 张三",
                "Accept: 张三",
                "Accept-Language: 张三",
                "Cookie: 张三",
                "Range: bytes=张",
                "traceparent: 张三",
                "Content-Type: application/json; charset=",
                "Content-Type: */*",
                "Content-Type: 张三"
            })
    void a_header_that_cannot_be_passed_on_is_left_out(String header) throws IOException {
        var heard = say("GET /v1/refunds HTTP/1.1", "", header);
        assertThat(heard.status()).as(heard.toString()).isEqualTo(200);
        var name = header.split(":", 2)[0].toLowerCase(Locale.ROOT);
        assertThat(upstream(Service.REFUND).asked().headers().getOrDefault(name, ""))
                .doesNotContain("?", "*/*", "charset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match: \"张\"", "Last-Event-ID: 张三"})
    void one_that_a_service_acts_by_is_refused(String header) throws IOException {
        assertRefused(
                say("POST /v1/refunds/rfd_1/approve HTTP/1.1", "", header),
                400,
                "MALFORMED_REQUEST");
        assertThat(anybodyWasAsked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=", "application/*", "*/*", "application", "张三"})
    void a_content_type_that_is_none_is_415(String type) throws IOException {
        assertRefused(
                say(
                        "POST /v1/refunds HTTP/1.1",
                        "{}",
                        "Content-Length: 2",
                        "Content-Type: " + type),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        assertThat(anybodyWasAsked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%E5%90%8D=1", "%C3%BF=1", "a%0ab=1", "%C2%80=1", "%EF%BF%BF=1"})
    void a_parameter_of_any_name_is_the_services_to_judge(String query) throws IOException {
        assertThat(say("GET /v1/refunds?" + query + " HTTP/1.1", "").status()).isEqualTo(200);
        assertThat(upstream(Service.REFUND).asked().uri())
                .isEqualToIgnoringCase("/v1/refunds?" + query);
    }

    @Test
    void a_path_that_is_no_address_is_400() throws IOException {
        assertRefused(say("GET /v1/refunds/[rfd_1 HTTP/1.1", ""), 400, "MALFORMED_REQUEST");
        assertThat(anybodyWasAsked()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"QUERY, QUERY", "TRACE, trace", "PROPFIND, PROPFIND", "get, get"})
    void so_is_a_method_of_any_name(String method, String asked) throws IOException {
        assertThat(say(method + " /v1/refunds HTTP/1.1", "").status()).isEqualTo(200);
        assertThat(upstream(Service.REFUND).asked().method()).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUERY", "TRACE", "POST"})
    void on_the_gateways_own_pages_it_is_405(String method) throws IOException {
        var heard = say(method + " /openapi.yaml HTTP/1.1", "");
        assertRefused(heard, 405, "METHOD_NOT_ALLOWED");
        assertThat(heard.header("Allow")).isEqualTo("GET");
    }

    @Test
    void a_transfer_encoding_that_nobody_knows_is_400() throws IOException {
        assertRefused(
                say("POST /v1/refunds HTTP/1.1", "0\r\n\r\n", "Transfer-Encoding: foo"),
                400,
                "MALFORMED_REQUEST");
    }

    @Test
    void a_body_that_breaks_off_is_a_problem_document() throws IOException {
        assertRefused(
                say(
                        "POST /v1/refunds HTTP/1.1",
                        "zz\r\n\r\n",
                        "Content-Type: application/json",
                        "Transfer-Encoding: chunked"),
                400,
                "MALFORMED_REQUEST");
    }
}
