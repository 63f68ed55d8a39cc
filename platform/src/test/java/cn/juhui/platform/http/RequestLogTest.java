package cn.juhui.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.Logged;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.platform.testkit.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
@SpringBootTest(
        classes = ThingApplication.class,
        properties = "spring.config.name=thing-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RequestLogTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String ORDER = "ord_0190f5c1d2e37a4b8c9d0e1f2a3b4c5d";

    private final HttpClient http = HttpClient.newHttpClient();
    private Logged log;

    @LocalServerPort private int port;

    /// Not before: a service that starts sets its log up anew.
    @BeforeEach
    void listen() {
        log = new Logged("cn.juhui.request");
    }

    @AfterEach
    void silence() {
        log.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(
                request.setHeader("Authorization", "Bearer " + TestTokens.agent("agent_chen"))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> make(int count) throws Exception {
        var body = "{\"name\":\"13800138000\",\"colour\":\"RED\",\"count\":%d}".formatted(count);
        return send(
                to("/v1/things?phone=13800138000")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("traceparent", parent(TRACE))
                        .POST(BodyPublishers.ofString(body)));
    }

    private static String parent(String traceId) {
        return "00-" + traceId + "-b7ad6b7169203331-01";
    }

    private static String traceOf(HttpResponse<String> problem) {
        return JsonMapper.shared().readTree(problem.body()).path("traceId").asString();
    }

    @Test
    void a_refusal_is_one_line_that_the_problems_trace_id_leads_to_and_names_nobody()
            throws Exception {
        var answer = make(6);

        assertThat(traceOf(answer)).isEqualTo(TRACE);
        var lines = log.await(TRACE);
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst())
                .startsWith("INFO POST /v1/things outcome=")
                .contains("service=thing-service status=" + answer.statusCode())
                .containsPattern(" ms=\\d+ ")
                .contains(
                        "outcome="
                                + JsonMapper.shared()
                                        .readTree(answer.body())
                                        .path("code")
                                        .asString())
                .doesNotContain("13800138000", "agent_chen");
    }

    @Test
    void a_change_is_a_line_and_a_read_only_one_for_who_wants_to_see_reads() throws Exception {
        var path = "/v1/things/" + ORDER;

        var quiet = send(to(path).header("traceparent", parent(TRACE)));
        log.withReads();
        var trace = TRACE.replace('0', '1');
        send(to(path).header("traceparent", parent(trace)));

        assertThat(quiet.statusCode()).isEqualTo(200);
        assertThat(log.await(trace))
                .singleElement()
                .asString()
                .startsWith("DEBUG GET /v1/things/{id} outcome=DONE")
                .endsWith("order=" + ORDER);
        assertThat(log.of(TRACE)).isEmpty();
    }

    @Test
    void who_is_not_let_in_or_asks_for_nothing_that_there_is_leaves_no_name_either()
            throws Exception {
        var stranger =
                http.send(to("/v1/people/13800138000/x@y.cn").build(), BodyHandlers.ofString());
        var lost = send(to("/v1/people/13800138000"));

        assertThat(log.await(traceOf(stranger)))
                .singleElement()
                .asString()
                .contains("GET /v1/people/{}/{} outcome=UNAUTHENTICATED", "status=401");
        assertThat(log.await(traceOf(lost)))
                .singleElement()
                .asString()
                .contains("outcome=NOT_FOUND", "status=404")
                .doesNotContain("138001");
    }

    @Test
    void what_breaks_is_told_with_its_reason_in_the_same_trace() throws Exception {
        ThingApplication.BREAKS_LEFT.set(1);
        try (var all = new Logged("cn.juhui.platform.http")) {
            var answer = send(to("/v1/breaks-once").POST(BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(log.await(traceOf(answer)))
                    .singleElement()
                    .asString()
                    .contains("POST /v1/breaks-once outcome=INTERNAL_ERROR", "status=500");
            assertThat(all.of(traceOf(answer)))
                    .anySatisfy(line -> assertThat(line).contains("ERROR", "secret inner words"));
        } finally {
            ThingApplication.BREAKS_LEFT.set(1);
        }
    }

    @Test
    void what_the_web_server_itself_refuses_can_be_found_too() throws Exception {
        var answer =
                Wire.send(
                        port,
                        "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        var trace = answer.problem().path("traceId").asString();

        assertThat(log.await(trace))
                .singleElement()
                .asString()
                .contains("ill-formed outcome=MALFORMED_REQUEST", "status=400");
    }
}
