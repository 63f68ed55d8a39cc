package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.gateway.route.Service;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest extends GatewayTest {

    @Nested
    class a_path {

        @ParameterizedTest
        @CsvSource({
            "/v1/orders, ORDER",
            "/v1/orders/ord_1, ORDER",
            "/v1/orders/ord_1/refund-eligibility?reason=UNUSED&cardIds=crd_1&cardIds=crd_2, ORDER",
            "/v1/orders/imports, ORDER",
            "/v1/orders/usage-imports, ORDER",
            "/v1/imports/imp_1, ORDER",
            "/v1/refund-policies, ORDER",
            "/v1/refund-policies/GAME_CARD, ORDER",
            "/v1/refund-policies/GAME_CARD/merchants/mer_1, ORDER",
            "/v1/express-blocks/customers/cus_1, ORDER",
            "/v1/refunds, REFUND",
            "/v1/refunds/rfd_1, REFUND",
            "/v1/refunds/rfd_1/history, REFUND",
            "/v1/refunds/rfd_1/offer/accept, REFUND",
            "/v1/refunds/rfd_1/messages, EVIDENCE",
            "/v1/orders/ord_1/messages?limit=5, EVIDENCE",
            "/v1/conversations?unread=true&mine=false, EVIDENCE",
            "/v1/conversations/ord_1/hand-over, EVIDENCE",
            "/v1/evidence, EVIDENCE",
            "/v1/evidence/evd_1/content, EVIDENCE",
            "/v1/payouts?refundId=rfd_1, PAYOUT",
            "/v1/payouts/pay_1/retry, PAYOUT",
            "/v1/operations/differences, PAYOUT",
            "/v1/ledger/entries?payoutId=pay_1, PAYOUT",
            "/v1/channels, PAYOUT",
            "/v1/channels/ALIPAY/pause, PAYOUT",
            "/v1/ledger/statements/mer_1/2026-11, PAYOUT",
            "/v1/notifications, NOTIFICATION",
            "/v1/notifications/stream, NOTIFICATION",
            "/v1/notifications/ntf_1/read, NOTIFICATION",
            "/v1/notifications/counts, NOTIFICATION",
            "/v1/notifications/preferences, NOTIFICATION",
            "/v1/notification-templates/refund.completed.customer/preview, NOTIFICATION",
            "/v1/webhook-endpoints, NOTIFICATION",
            "/v1/webhook-endpoints/whe_1/secret-rotation, NOTIFICATION",
            "/v1/webhook-deliveries/dlv_1/redelivery, NOTIFICATION",
            "/v1/dead-letters, NOTIFICATION",
            "/v1/dead-letters/replay, NOTIFICATION",
            "/v1/dead-letters/dlt_1/discard, NOTIFICATION",
            "/v1/operations/levers, NOTIFICATION",
            "/v1/operations/levers/refund-service.relay.refunds/pause, NOTIFICATION",
            "/v1/audit?actor=opr_zhao, NOTIFICATION",
            "/v1/audit/export?actor=opr_zhao, NOTIFICATION",
            "/v1/statistics?groupBy=day, REFUND",
            "/v1/operations/stuck, REFUND",
            "/v1/operations/deadlines?within=PT1H, REFUND",
            "/v1/operations/late-merchants, REFUND",
            "/v1/events?after=evt_1&types=refund.completed%2Crefund.closed, NOTIFICATION",
        })
        void leads_to_its_service_unchanged(String path, Service service) {
            assertThat(send(as(ALICE, path)).statusCode()).isEqualTo(200);
            assertThat(upstream(service).asked().uri()).isEqualTo(path);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/internal/orders/ord_1/refund-quote",
                    "/v1/internal/orders",
                    "/v1/nothing",
                    "/v2/orders",
                    "/webjars/swagger-ui/5.30.2/index.html/x",
                    "/actuator-x",
                })
        void that_no_route_has_does_not_exist(String path) {
            assertThat(problem(send(as(ALICE, path)))).isEqualTo("404 NOT_FOUND");
            assertThat(anybodyWasAsked()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/orders/..%2F..%2Finternal/orders",
                    "/v1/orders/%2e%2e/%2e%2e/internal/orders",
                    "/v1/orders/..;/internal",
                    "/v1/orders//x",
                    "/v1/orders/a%00b",
                })
        void that_tries_to_climb_is_refused(String path) {
            var answer = send(as(ALICE, path));
            assertThat(answer.statusCode()).isIn(400, 404);
            assertThat(anybodyWasAsked()).isFalse();
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("<html");
        }
    }

    @Nested
    class a_request {

        @Test
        void of_a_page_at_another_address_is_not_for_that_page_to_read() {
            var answer = send(as(ALICE, "/v1/orders").header("Origin", "https://shop.test"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
            assertThat(answer.headers().allValues("Vary")).doesNotContain("Origin");
        }

        @Test
        void arrives_with_method_body_and_the_headers_of_the_api() {
            send(
                    as(ALICE, "/v1/refunds?x=%E5%8D%A1&y=a%2Bb")
                            .header("Idempotency-Key", "key-1")
                            .header("If-Match", "\"3\"")
                            .header("Prefer", "wait=5")
                            .header("Accept-Language", "en")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"orderId\":\"卡\"}")));
            var asked = upstream(Service.REFUND).asked();
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.uri()).isEqualTo("/v1/refunds?x=%E5%8D%A1&y=a%2Bb");
            assertThat(new String(asked.body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"orderId\":\"卡\"}");
            assertThat(asked.headers())
                    .containsEntry("idempotency-key", "key-1")
                    .containsEntry("if-match", "\"3\"")
                    .containsEntry("prefer", "wait=5")
                    .containsEntry("accept-language", "en")
                    .containsEntry("content-type", "application/json")
                    .containsEntry("authorization", "Bearer " + ALICE);
        }

        /// A condition that is lost would be met.
        @Test
        void keeps_headers_that_say_nothing() {
            send(
                    as(ALICE, "/v1/refunds/rfd_1/withdraw")
                            .header("If-Match", "")
                            .POST(BodyPublishers.noBody()));
            assertThat(upstream(Service.REFUND).asked().headers()).containsEntry("if-match", "");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "PATCH", "DELETE", "POST"})
        void keeps_its_method(String method) {
            send(as(ALICE, "/v1/webhook-endpoints/whe_1").method(method, BodyPublishers.noBody()));
            assertThat(upstream(Service.NOTIFICATION).asked().method()).isEqualTo(method);
        }

        @Test
        void loses_the_headers_with_which_a_client_could_pretend() {
            send(
                    as(ALICE, "/v1/orders")
                            .header("X-User-Id", "cus_bob")
                            .header("x-user-roles", "OPERATOR")
                            .header("X-USER-MERCHANT", "mer_1")
                            .header("X-Forwarded-For", "10.0.0.1")
                            .header("X-Forwarded-Host", "evil.example")
                            .header("X-Forwarded-Proto", "https")
                            .header("X-Forwarded-Prefix", "/evil")
                            .header("Forwarded", "for=10.0.0.1")
                            .header("X-Real-IP", "10.0.0.1")
                            .header("X-Original-URL", "/internal")
                            .header("X-HTTP-Method-Override", "DELETE")
                            .header("Cookie", "session=1")
                            .header("Proxy-Authorization", "Basic x")
                            .header("TE", "trailers")
                            .header("X-Harmless", "stays"));
            var asked = upstream(Service.ORDER).asked();
            assertThat(asked.headers()).containsEntry("x-harmless", "stays");
            assertThat(asked.headers().keySet())
                    .noneMatch(name -> name.startsWith("x-user") || name.startsWith("x-forwarded"))
                    .doesNotContain(
                            "forwarded",
                            "x-real-ip",
                            "x-original-url",
                            "x-http-method-override",
                            "cookie",
                            "proxy-authorization",
                            "te",
                            "upgrade",
                            "http2-settings");
            assertThat(asked.header("host")).doesNotContain("evil");
        }
    }

    @Nested
    class an_answer {

        @Test
        void comes_back_with_status_headers_and_body() {
            upstream(Service.REFUND)
                    .answers(exchange ->
                            Upstream.answer(
                                    exchange,
                                    201,
                                    "{\"id\":\"rfd_1\"}",
                                    Map.of(
                                            "Content-Type", "application/json",
                                            "ETag", "\"1\"",
                                            "Location", "/v1/refunds/rfd_1",
                                            "Idempotency-Replayed", "true",
                                            "Keep-Alive", "timeout=5")));
            var answer = send(as(ALICE, "/v1/refunds").POST(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("{\"id\":\"rfd_1\"}");
            assertThat(header(answer, "ETag")).isEqualTo("\"1\"");
            assertThat(header(answer, "Location")).isEqualTo("/v1/refunds/rfd_1");
            assertThat(header(answer, "Idempotency-Replayed")).isEqualTo("true");
            assertThat(header(answer, "Keep-Alive")).doesNotContain("timeout=5");
        }

        @ParameterizedTest
        @ValueSource(ints = {302, 304, 400, 404, 409, 412, 422, 500, 503})
        void of_the_service_is_never_replaced(int status) {
            upstream(Service.ORDER)
                    .answers(exchange ->
                            Upstream.answer(
                                    exchange,
                                    status,
                                    status == 304 ? "" : "{\"code\":\"ITS_OWN\"}",
                                    Map.of(
                                            "Content-Type",
                                            "application/problem+json",
                                            "Location",
                                            "/x")));
            var answer = send(as(ALICE, "/v1/orders/ord_1"));
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo(status == 304 ? "" : "{\"code\":\"ITS_OWN\"}");
        }

        @Test
        void carries_each_security_header_once() {
            upstream(Service.ORDER)
                    .answers(exchange ->
                            Upstream.answer(
                                    exchange,
                                    200,
                                    "{}",
                                    Map.of("X-Content-Type-Options", "nosniff")));
            var headers = send(as(ALICE, "/v1/orders")).headers();
            for (var name :
                    new String[] {
                        "Content-Security-Policy",
                        "X-Content-Type-Options",
                        "X-Frame-Options",
                        "Referrer-Policy",
                        "Cross-Origin-Resource-Policy",
                        "Cache-Control"
                    }) {
                assertThat(headers.allValues(name)).as(name).hasSize(1);
            }
            assertThat(headers.firstValue("Server")).isEmpty();
        }
    }

    @Nested
    class the_trace {

        private static final String GIVEN =
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        @Test
        void of_the_client_goes_on() {
            send(as(ALICE, "/v1/orders").header("traceparent", GIVEN));
            assertThat(upstream(Service.ORDER).asked().header("traceparent")).isEqualTo(GIVEN);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "nonsense",
                    "00-00000000000000000000000000000000-b7ad6b7169203331-01"
                })
        void begins_here_when_the_client_brings_none(String brought) {
            var request = as(ALICE, "/v1/orders");
            send(brought.isEmpty() ? request : request.header("traceparent", brought));
            assertThat(upstream(Service.ORDER).asked().header("traceparent"))
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                    .isNotEqualTo(brought);
        }
    }

    @Nested
    class a_problem_of_the_gateway {

        @Test
        void speaks_chinese_unless_english_is_asked_for() {
            assertThat(json(send(as(ALICE, "/v1/nothing"))).path("title").asString())
                    .matches(".*\\p{IsHan}.*");
            assertThat(
                            json(send(
                                            as(ALICE, "/v1/nothing")
                                                    .header("Accept-Language", "en-GB,zh;q=0.5")))
                                    .path("title")
                                    .asString())
                    .isEqualTo("Not found");
        }

        @ParameterizedTest
        @ValueSource(strings = {"k\u00fcn", "a b", ""})
        void refuses_an_idempotency_key_that_would_not_arrive_as_it_was_sent(String key)
                throws Exception {
            var request =
                    "POST /v1/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s\r\nContent-Length: 0\r\n\r\n"
                            .formatted(ALICE, key);
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                var answer =
                        new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 400").contains("IDEMPOTENCY_KEY_INVALID");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/orders/%00",
                    "/v1/orders/..%2f..%2fetc",
                    "/v1/orders;x=1",
                    "/v1//orders"
                })
        void tells_all_that_a_problem_document_tells_where_the_address_is_none(String path) {
            var answer = send(as(ALICE, path));
            assertThat(problem(answer)).isEqualTo("400 MALFORMED_REQUEST");
            var document = json(answer);
            assertThat(document.path("instance").asString()).isEqualTo(path);
            assertThat(document.path("detail").asString()).isNotBlank();
            assertThat(document.path("traceId").asString()).matches("[0-9a-f]{32}");
        }

        @Test
        void says_405_with_what_is_allowed() {
            var answer = send(as(ALICE, "/docs").DELETE());
            assertThat(problem(answer)).isEqualTo("405 METHOD_NOT_ALLOWED");
            assertThat(header(answer, "Allow")).contains("GET");
        }
    }
}
