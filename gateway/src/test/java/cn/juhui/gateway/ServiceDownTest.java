package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.gateway.route.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ServiceDownTest extends GatewayTest {

    @DynamicPropertySource
    static void nobodyListens(DynamicPropertyRegistry properties) {
        ELSEWHERE.put(Service.PAYOUT, "http://127.0.0.1:" + aClosedPort());
        ELSEWHERE.put(Service.EVIDENCE, "http://no-such-host.invalid:8083");
        properties.add("juhui.test", () -> "a context of its own");
    }

    @AfterAll
    static void backAgain() {
        ELSEWHERE.clear();
    }

    private static int aClosedPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_service_that_is_down_is_503_with_the_time_to_come_back() {
        var answer =
                send(
                        as(ALICE, "/v1/payouts/pay_1/retry")
                                .header("Accept-Language", "en")
                                .POST(BodyPublishers.ofString("{}")));
        assertThat(problem(answer)).isEqualTo("503 UPSTREAM_UNAVAILABLE");
        assertThat(header(answer, "Retry-After")).isEqualTo("2");
        assertThat(answer.body()).doesNotContain("127.0.0.1").contains("can't be reached");
    }

    @Test
    void a_service_whose_name_is_unknown_is_503() {
        assertThat(problem(send(as(ALICE, "/v1/evidence/evd_1"))))
                .isEqualTo("503 UPSTREAM_UNAVAILABLE");
    }

    @Test
    void the_others_go_on() {
        assertThat(send(as(ALICE, "/v1/orders")).statusCode()).isEqualTo(200);
    }
}
