package cn.juhui.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.platform.testkit.Wire;
import cn.juhui.platform.testkit.Wire.Heard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Requests that no decent client sends, and some that one does: none is our fault, and all are told why.
@ServiceTest
@SpringBootTest(
        classes = ThingApplication.class,
        properties = "spring.config.name=thing-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OddRequestsTest {

    private static final byte[] NOTHING = new byte[0];
    private static final String THING = "{\"name\":\"张\",\"colour\":\"RED\",\"count\":1}";

    private final String alice = TestTokens.customer("cus_alice");

    @LocalServerPort private int port;

    private Heard send(String line, byte[] body, String... headers) throws IOException {
        var lines = new ArrayList<>(List.of(line, "Authorization: Bearer " + alice));
        lines.addAll(List.of(headers));
        return Wire.send(port, lines, body);
    }

    private Heard get(String path, String... headers) throws IOException {
        return send("GET " + path + " HTTP/1.1", NOTHING, headers);
    }

    private Heard make(byte[] body, String... headers) throws IOException {
        var all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: " + body.length);
        all.add("Idempotency-Key: " + UUID.randomUUID());
        return send("POST /v1/things HTTP/1.1", body, all.toArray(String[]::new));
    }

    private static void assertRefused(Heard heard, int status, String code) {
        assertThat(heard.fault("")).as(heard.toString()).isEmpty();
        assertThat(heard.status()).as(heard.toString()).isEqualTo(status);
        assertThat(heard.problem().path("code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Device-Name",
                "User-Agent",
                "Prefer",
                "Accept-Language",
                "traceparent",
                "Cookie",
                "Range",
                "If-None-Match"
            })
    void a_header_that_means_nothing_here_may_be_anything(String name) throws IOException {
        assertThat(get("/v1/things", name + ": " + Wire.utf8("张三")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "application",
                "application/*",
                "*/*",
                "application/json; charset=",
                "application/json; charset=nope",
                "application/json; charset=GBK",
                "application/json; charset=UTF-16",
                "text/plain",
                "张三"
            })
    void a_content_type_that_is_not_understood_is_415_and_is_ignored_where_nothing_comes(
            String type) throws IOException {
        var header = "Content-Type: " + Wire.utf8(type);
        assertRefused(
                make(THING.getBytes(StandardCharsets.UTF_8), header),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        assertThat(get("/v1/things", header).status()).isEqualTo(200);
    }

    @Test
    void json_in_another_charset_is_not_kept_garbled() throws IOException {
        var gbk = THING.getBytes(Charset.forName("GBK"));
        assertRefused(
                make(gbk, "Content-Type: application/json; charset=GBK"),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        assertRefused(make(gbk, "Content-Type: application/json"), 400, "MALFORMED_JSON");
        var utf8 = THING.getBytes(StandardCharsets.UTF_8);
        var made = make(utf8, "Content-Type: application/json; charset=\"utf-8\"");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.problem().path("name").asString()).isEqualTo("张");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "br", "gzip, gzip", "utf-8"})
    void a_compressed_body_is_415_and_says_so(String encoding) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(THING.getBytes(StandardCharsets.UTF_8));
        }
        var heard =
                make(
                        zipped.toByteArray(),
                        "Content-Type: application/json",
                        "Content-Encoding: " + encoding);
        assertRefused(heard, 415, "CONTENT_ENCODING_UNSUPPORTED");
        assertThat(heard.header("Accept-Encoding")).isEqualTo("identity");
        assertThat(get("/v1/things", "Content-Encoding: " + encoding).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUERY", "TRACE", "PROPFIND", "get", "PATCH"})
    void a_method_that_is_not_taken_is_405_with_those_that_are(String method) throws IOException {
        var heard = send(method + " /v1/slow HTTP/1.1", NOTHING);
        assertRefused(heard, 405, "METHOD_NOT_ALLOWED");
        assertThat(heard.header("Allow")).isEqualTo("POST");
        assertThat(heard.body()).doesNotContain(alice);
    }

    @ParameterizedTest
    @CsvSource({"GET", "PUT", "DELETE", "QUERY"})
    void a_path_of_its_own_does_not_take_what_a_variable_would(String method) throws IOException {
        var heard = send(method + " /v1/things/batch HTTP/1.1", NOTHING);
        assertRefused(heard, 405, "METHOD_NOT_ALLOWED");
        assertThat(heard.header("Allow")).isEqualTo("POST");
        assertThat(send("OPTIONS /v1/things/batch HTTP/1.1", NOTHING).header("Allow"))
                .isEqualTo("POST,OPTIONS");
        assertThat(send("OPTIONS /v1/things/batch?a=b HTTP/1.1", NOTHING).header("Allow"))
                .isEqualTo("POST,OPTIONS");
        var head = send("HEAD /v1/things/batch HTTP/1.1", NOTHING);
        assertThat(head.status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "%E5%90%8D=1, UNKNOWN_PARAMETER",
        "a%0ab=1,     UNKNOWN_PARAMETER",
        "%C2%80=1,    UNKNOWN_PARAMETER",
        "%EF%BF%BF=1, UNKNOWN_PARAMETER",
        "=1,          UNKNOWN_PARAMETER",
        "name=,       EMPTY_PARAMETER",
        "name,        EMPTY_PARAMETER",
        "limit=,      EMPTY_PARAMETER",
        "cursor=,     EMPTY_PARAMETER",
        "name=%20,    EMPTY_PARAMETER",
        "name=+,      EMPTY_PARAMETER",
        "name=%E2%80%8B%EF%BB%BF, EMPTY_PARAMETER",
    })
    void a_query_says_what_it_means(String query, String code) throws IOException {
        var heard = get("/v1/searches?" + query);
        assertRefused(heard, 400, "INVALID_INPUT");
        assertThat(heard.problem().at("/errors/0/code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/things?名=1 HTTP/1.1",
                "GET /v1/things/% HTTP/1.1",
                "GET /v1/things HTTP/9.9",
                "CONNECT /v1/things HTTP/1.1",
                "G@T /v1/things HTTP/1.1"
            })
    void what_the_container_refuses_is_a_problem_document(String line) throws IOException {
        assertRefused(send(Wire.utf8(line), NOTHING), 400, "MALFORMED_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "gzip", "identity", "gzip, chunked", "chunked, foo"})
    void a_transfer_encoding_that_nobody_knows_is_400(String encoding) throws IOException {
        var heard =
                send(
                        "POST /v1/things HTTP/1.1",
                        "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                        "Content-Type: application/json",
                        "Transfer-Encoding: " + encoding);
        assertRefused(heard, 400, "MALFORMED_REQUEST");
    }

    @Test
    void a_body_that_breaks_off_is_400_in_the_trace_of_its_request() throws IOException {
        var trace = "0af7651916cd43dd8448eb211c80319c";
        var heard =
                send(
                        "POST /v1/things HTTP/1.1",
                        "zz\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                        "Content-Type: application/json",
                        "traceparent: 00-" + trace + "-b7ad6b7169203331-01",
                        "Transfer-Encoding: chunked");
        assertRefused(heard, 400, "MALFORMED_REQUEST");
        assertThat(heard.problem().path("traceId").asString()).isEqualTo(trace);
        assertThat(heard.problem().path("instance").asString()).isEqualTo("/v1/things");
    }

    @Test
    void the_page_of_errors_is_no_page_of_its_own() throws IOException {
        assertRefused(get("/error"), 404, "NOT_FOUND");
        assertThat(Set.of(get("/v1/nothing").status())).containsExactly(404);
    }
}
