package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.EvidenceServiceApplication;
import cn.juhui.evidence.Files;
import cn.juhui.evidence.domain.OrderSides;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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
        classes = EvidenceServiceApplication.class,
        properties = "spring.config.name=evidence-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(RunningService.StandingClock.class)
abstract class RunningService {

    static final Neighbours NEIGHBOURS = new Neighbours();
    static final String AGENT = TestTokens.agent("agt_chen");

    private static final JsonMapper JSON = new JsonMapper();

    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort int port;

    @Autowired MovableClock clock;

    @TestConfiguration(proxyBeanMethods = false)
    static class StandingClock {
        @Bean
        MovableClock clock() {
            return new MovableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry registry) {
        registry.add("juhui.services.urls.order-service", NEIGHBOURS::url);
        // What a file costs is measured; how long it takes on a busy machine is another matter.
        registry.add("juhui.evidence.darkroom-time-limit", () -> "60s");
    }

    /// Somebody's order, and the tokens of its sides.
    record Deal(OrderSides order, String customer, String merchant) {

        String orderId() {
            return order.orderId();
        }
    }

    static Deal aDeal() {
        var customerId = Ids.next("cus");
        var merchantId = Ids.next("mer");
        return new Deal(
                NEIGHBOURS.orderOf(customerId, merchantId),
                TestTokens.customer(customerId),
                TestTokens.merchant(merchantId));
    }

    /// An answer with its bytes and its JSON.
    record Answer(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        byte[] bytes() {
            return response.body();
        }

        String body() {
            return new String(response.body(), StandardCharsets.UTF_8);
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
            assertThat(status()).as(body()).isEqualTo(status);
            return this;
        }

        Answer says(String code) {
            assertThat(text("code")).as(body()).isEqualTo(code);
            return this;
        }
    }

    Answer get(String path, String token) {
        return send(request(path, token).GET());
    }

    Answer getAnonymously(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).GET());
    }

    Answer post(String path, String token, String body, String... headers) {
        var request =
                request(path, token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    Answer upload(String orderId, String token, BufferedImage picture) {
        return upload(orderId, token, Drawings.png(picture));
    }

    Answer upload(String orderId, String token, byte[] file) {
        return upload(orderId, token, "a.png", file);
    }

    Answer upload(String orderId, String token, String fileName, byte[] file) {
        return form(
                token,
                part("orderId", orderId),
                part("kind", "INVALID_CARD"),
                filePart(fileName, file),
                Files.ascii("--x--\r\n"));
    }

    /// Sends these bytes as the body of a multipart form with the boundary `x`; an array that is named twice is in memory once.
    Answer form(String token, byte[]... pieces) {
        return keyedForm(UUID.randomUUID().toString(), token, pieces);
    }

    /// As the customer, with this idempotency key.
    Answer uploadAs(String key, Deal deal, byte[] file) {
        return keyedForm(
                key,
                deal.customer(),
                part("orderId", deal.orderId()),
                part("kind", "INVALID_CARD"),
                filePart("a.png", file),
                Files.ascii("--x--\r\n"));
    }

    /// Like the gateway, which asks first whether the body is wanted.
    private Answer keyedForm(String key, String token, byte[]... pieces) {
        return send(
                request("/v1/evidence", token)
                        .header("Idempotency-Key", key)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .expectContinue(true)
                        .POST(BodyPublishers.ofByteArrays(Arrays.asList(pieces))));
    }

    static byte[] filePart(String fileName, byte[] file) {
        return Files.join(
                Files.ascii(
                        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                                .formatted(fileName)),
                file,
                Files.ascii("\r\n"));
    }

    static byte[] part(String name, String value) {
        return Files.ascii(
                "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(name, value));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(
                    ANSWERS.checked(http.send(request.build(), BodyHandlers.ofByteArray())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
