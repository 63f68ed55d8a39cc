package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.EvidenceServiceApplication;
import cn.juhui.evidence.Files;
import cn.juhui.platform.testkit.TestBackends;
import cn.juhui.platform.testkit.TestTokens;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.springframework.boot.SpringApplication;

/// By hand: from the first byte of a screenshot of 2 MB to the verdict, over HTTP, with store and broker in the same JVM. Each
/// file is another one, so that each is stored.
final class UploadBenchmark {

    private static final int WARM_UP = 30;
    private static final int UPLOADS = 200;
    private static final Neighbours NEIGHBOURS = new Neighbours();

    private UploadBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(System.out, true);
        try (var service =
                SpringApplication.run(
                        EvidenceServiceApplication.class,
                        "--spring.config.name=evidence-service",
                        "--server.port=0",
                        "--spring.mongodb.uri=" + TestBackends.mongoUri(),
                        "--spring.kafka.bootstrap-servers=" + TestBackends.kafkaServers(),
                        "--juhui.security.jwk-set-uri=" + TestTokens.jwkSetUri(),
                        "--juhui.security.issuer=",
                        "--ORDER_SERVICE_URL=" + NEIGHBOURS.url())) {
            var port = service.getEnvironment().getRequiredProperty("local.server.port");
            measure(URI.create("http://127.0.0.1:" + port + "/v1/evidence"), out);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void measure(URI address, PrintStream out)
            throws IOException, InterruptedException {
        var screenshot = screenshot();
        var times = new long[UPLOADS];
        long bytes = 0;
        try (var http = HttpClient.newHttpClient()) {
            for (int i = -WARM_UP; i < UPLOADS; i++) {
                screenshot.setRGB(i + WARM_UP, 0, 0x123456);
                var file = Drawings.png(screenshot);
                var request = request(address, file);
                long start = System.nanoTime();
                var answer = http.send(request, BodyHandlers.ofString());
                long took = System.nanoTime() - start;
                if (answer.statusCode() != 201) {
                    throw new IllegalStateException(answer.body());
                }
                if (i >= 0) {
                    times[i] = took;
                    bytes += file.length;
                }
            }
        }
        Arrays.sort(times);
        out.printf(
                "%d uploads of %.1f MB: p50 %d ms, p99 %d ms, max %d ms%n",
                UPLOADS,
                bytes / 1e6 / UPLOADS,
                times[UPLOADS / 2] / 1_000_000,
                times[UPLOADS * 99 / 100] / 1_000_000,
                times[UPLOADS - 1] / 1_000_000);
    }

    /// A telephone's screen with some writing and a photograph.
    private static BufferedImage screenshot() {
        var screen = Drawings.screen(1080, 2340, 30, 36, Color.WHITE, Color.BLACK);
        var random = new Random(9);
        for (int y = 1500; y < 2100; y++) {
            for (int x = 0; x < 1080; x++) {
                int tone = (x + y) / 20 % 200;
                screen.setRGB(
                        x,
                        y,
                        new Color(tone + random.nextInt(40), tone, tone + random.nextInt(40))
                                .getRGB());
            }
        }
        return screen;
    }

    /// Of an order of its own: a side of an order has few places.
    private static HttpRequest request(URI address, byte[] file) {
        var deal = NEIGHBOURS.orderOf("cus_bench", "mer_bench");
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + TestTokens.customer("cus_bench"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(
                        BodyPublishers.ofByteArray(
                                Files.join(
                                        RunningService.part("orderId", deal.orderId()),
                                        RunningService.part("kind", "INVALID_CARD"),
                                        RunningService.filePart("a.png", file),
                                        Files.ascii("--x--\r\n"))))
                .build();
    }
}
