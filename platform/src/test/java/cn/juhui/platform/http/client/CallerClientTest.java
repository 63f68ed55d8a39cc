package cn.juhui.platform.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.platform.trace.TraceContext;
import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class CallerClientTest {

    private static final String STORY = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final List<Map<String, List<String>>> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer server;
    private ServiceClient service;
    private CallerClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(Map.copyOf(exchange.getRequestHeaders()));
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        service = new ServiceClient(List.of(url), Duration.ofSeconds(5));
        client = service.asked("order-service", Duration.ofSeconds(5));
        var token = Jwt.withTokenValue("of-the-caller").header("alg", "none").subject("cus_1");
        SecurityContextHolder.getContext()
                .setAuthentication(new JwtAuthenticationToken(token.build()));
    }

    @AfterEach
    void stop() {
        SecurityContextHolder.clearContext();
        service.close();
        server.stop(0);
    }

    private int ask() {
        return client.ask(http ->
                http.get()
                        .uri("/v1/orders")
                        .exchange((_, answer) -> {
                            if (!answer.getStatusCode().is2xxSuccessful()) {
                                throw CallerClient.unexpected(answer);
                            }
                            return answer.getStatusCode().value();
                        }));
    }

    @Test
    void shows_the_callers_token_and_the_trace() {
        TraceContext.in(STORY, () -> assertThat(ask()).isEqualTo(200));
        assertThat(asked)
                .singleElement()
                .satisfies(headers -> {
                    assertThat(headers.get(HttpHeaders.AUTHORIZATION))
                            .containsExactly("Bearer of-the-caller");
                    assertThat(headers.get("Traceparent")).containsExactly(STORY);
                });
    }

    @Test
    void questions_that_were_wrong_do_not_open_the_breaker() {
        status = 403;
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(this::ask).isInstanceOf(ServiceAwayException.class);
        }
        assertThat(asked).hasSize(30);
    }

    @Test
    void a_service_that_fails_is_left_alone_for_a_while() {
        status = 500;
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(this::ask).isInstanceOf(ServiceAwayException.class);
        }
        assertThat(asked).hasSize(10);
        assertThatThrownBy(this::ask).hasCauseInstanceOf(CallNotPermittedException.class);
    }
}
