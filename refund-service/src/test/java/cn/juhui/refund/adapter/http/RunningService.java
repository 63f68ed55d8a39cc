package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.refund.RefundServiceApplication;
import cn.juhui.refund.domain.Situations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole service, with a real store and broker, between neighbours that a test speaks for.
@ServiceTest
@SpringBootTest(
        classes = RefundServiceApplication.class,
        properties = "spring.config.name=refund-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(RunningService.StandingClock.class)
abstract class RunningService {

    static final Neighbourhood NEIGHBOURS = new Neighbourhood();

    private static final JsonMapper JSON = new JsonMapper();
    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort int port;

    @Autowired MovableClock clock;

    @TestConfiguration(proxyBeanMethods = false)
    static class StandingClock {
        @Bean
        MovableClock clock() {
            return new MovableClock(Situations.MORNING);
        }
    }

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry registry) {
        registry.add("juhui.services.urls.order-service", NEIGHBOURS::url);
        registry.add("juhui.services.urls.evidence-service", NEIGHBOURS::url);
        registry.add("juhui.services.urls.payout-service", NEIGHBOURS::url);
    }

    /// An answer with its JSON.
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text(String member) {
            return json().path(member).asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Answer is(int status) {
            assertThat(status()).as(response.body()).isEqualTo(status);
            return this;
        }

        Answer says(String code) {
            assertThat(text("code")).as(response.body()).isEqualTo(code);
            return this;
        }
    }

    Answer get(String path, String token, String... headers) {
        return send(request(path, token, headers).GET());
    }

    Answer post(String path, String token, String body, String... headers) {
        return send(
                request(path, token, headers)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String token, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(ANSWERS.checked(http.send(request.build(), BodyHandlers.ofString())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String[] withNewKey(String... headers) {
        var all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Idempotency-Key";
        all[headers.length + 1] = UUID.randomUUID().toString();
        return all;
    }
}
