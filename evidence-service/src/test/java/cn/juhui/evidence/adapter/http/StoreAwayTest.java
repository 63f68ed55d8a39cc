package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.embeddedmongo.EmbeddedMongo;
import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.EvidenceServiceApplication;
import cn.juhui.evidence.Files;
import cn.juhui.platform.testkit.TestBackends;
import cn.juhui.platform.testkit.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

/// The store of everything, pictures included, goes away and comes back.
class StoreAwayTest {

    private static final Neighbours NEIGHBOURS = new Neighbours();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String order = NEIGHBOURS.orderOf("cus_a", "mer_a").orderId();
    private final byte[] file = Drawings.png(Drawings.screen());

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        request.header("Authorization", "Bearer " + TestTokens.customer("cus_a"));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> upload(URI service) throws Exception {
        var form =
                Files.join(
                        RunningService.part("orderId", order),
                        RunningService.part("kind", "INVALID_CARD"),
                        RunningService.filePart("a.png", file),
                        Files.ascii("--x--\r\n"));
        return send(
                HttpRequest.newBuilder(service.resolve("/v1/evidence"))
                        .header("Idempotency-Key", "the-same-key")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofByteArray(form)));
    }

    private static void isPutOff(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"SERVICE_UNAVAILABLE\"");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void requests_are_put_off_and_get_through_afterwards(@TempDir Path data) throws Exception {
        var store = EmbeddedMongo.onDisk(data, "127.0.0.1", 0);
        int port = store.port();
        try (var service =
                SpringApplication.run(
                        EvidenceServiceApplication.class,
                        "--spring.config.name=evidence-service",
                        "--server.port=0",
                        "--management.server.port=0",
                        "--MONGODB_URI=" + store.uri(),
                        "--KAFKA_BOOTSTRAP_SERVERS=" + TestBackends.kafkaServers(),
                        "--JWK_SET_URI=" + TestTokens.jwkSetUri(),
                        "--JWT_ISSUER=http://issuer.test",
                        "--juhui.security.issuer=",
                        "--DRAIN_DELAY=0s",
                        "--REFUND_SERVICE_URL=" + NEIGHBOURS.url(),
                        "--ORDER_SERVICE_URL=" + NEIGHBOURS.url())) {
            var address =
                    URI.create(
                            "http://127.0.0.1:"
                                    + service.getEnvironment()
                                            .getRequiredProperty("local.server.port"));
            store.close();
            isPutOff(upload(address));
            isPutOff(send(HttpRequest.newBuilder(address.resolve("/v1/evidence/evd_1/content"))));

            try (var again = EmbeddedMongo.onDisk(data, "127.0.0.1", port)) {
                assertThat(again.port()).isEqualTo(port);
                var added = upload(address);
                assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
            }
        }
    }
}
