package cn.juhui.scenarios.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real S3 server is killed three times while customers upload: what was acknowledged is there afterwards, byte for byte; what could not be kept was
/// refused; and nobody has to do anything for it to go on. MinIO is built for minutes, so it is part of the long run only: `./juhui test long`.
class MinioStory {

    private static final Logger LOG = LoggerFactory.getLogger(MinioStory.class);
    private static final int KILLS = 3;
    private static final int UPLOADERS = 3;
    private static final int BETWEEN = 12;
    private static final String SHOP = "mer_of_the_minio_story";

    /// The store speaks, or it doesn't: no other answer.
    private static final int KEPT = 201;

    private static final int NOT_NOW = 503;

    @TempDir Path folder;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Answer> refused = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void nothing_acknowledged_is_lost_when_the_s3_server_is_killed_under_uploads()
            throws Exception {
        var program = Minio.program();
        assumeTrue(program.isPresent(), "MinIO can't be built here: that needs Go and its modules");
        try (var minio = Minio.started(program.get(), folder.resolve("s3"))) {
            var platform = RunningPlatform.ofItsOwnWith(settings(minio));
            try {
                uploadsWhileItIsKilled(minio, platform.juhui());
                everythingAcknowledgedIsThere(platform.juhui());
            } finally {
                platform.stop();
            }
        }
    }

    private static Map<String, String> settings(Minio minio) {
        return Map.of(
                "EVIDENCE_STORE",
                "s3",
                "S3_ENDPOINT",
                minio.address(),
                "S3_REGION",
                "us-east-1",
                "S3_BUCKET",
                Minio.BUCKET,
                "S3_ACCESS_KEY",
                Minio.KEY,
                "S3_SECRET_KEY",
                Minio.SECRET);
    }

    private void uploadsWhileItIsKilled(Minio minio, Juhui juhui) throws InterruptedException {
        var goesOn = new AtomicBoolean(true);
        var uploaders = new Thread[UPLOADERS];
        for (var number = 0; number < UPLOADERS; number++) {
            var customer = "cus_of_uploads_" + number;
            uploaders[number] =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (goesOn.get()) {
                                    upload(juhui, customer);
                                }
                            });
        }
        try {
            for (var kill = 0; kill < KILLS; kill++) {
                awaitMore("acknowledged", acknowledged);
                var before = refused.size();
                minio.kill();
                Awaitility.await("refused")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> refused.size() > before + 1 || !wrong.isEmpty());
                minio.startAgain();
            }
            awaitMore("acknowledged again", acknowledged);
        } finally {
            goesOn.set(false);
            for (var uploader : uploaders) {
                uploader.join();
            }
        }
        LOG.info("{} acknowledged, {} refused", acknowledged.size(), refused.size());
        assertThat(wrong).isEmpty();
        assertThat(refused).isNotEmpty();
    }

    private static void awaitMore(String what, Map<String, String> all) {
        var before = all.size();
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(2))
                .until(() -> all.size() >= before + BETWEEN);
    }

    private void upload(Juhui juhui, String customer) {
        try {
            var order = juhui.storefront().placesOrder(Wish.of(customer, SHOP).notExpress());
            var id = order.text("id");
            juhui.storefront().ships(id).expect(200);
            var picture = aScreen();
            var answer = juhui.customer(customer).uploads(id, "INVALID_CARD", picture);
            switch (answer.status()) {
                case KEPT -> acknowledged.put(answer.text("id"), customer + " " + sum(picture));
                case NOT_NOW -> refused.add(answer);
                default -> wrong.add(answer.toString());
            }
        } catch (Exception | AssertionError e) {
            wrong.add(e.toString());
        }
    }

    private void everythingAcknowledgedIsThere(Juhui juhui) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            for (var one : acknowledged.entrySet()) {
                var whoAndSum = one.getValue().split(" ");
                Person customer = juhui.customer(whoAndSum[0]);
                var request = customer.request("/v1/evidence/" + one.getKey() + "/content").GET();
                var content = http.send(request.build(), BodyHandlers.ofByteArray());
                assertThat(content.statusCode()).as(one.toString()).isEqualTo(200);
                assertThat(sum(content.body())).as(one.toString()).isEqualTo(whoAndSum[1]);
            }
        }
    }

    private static String sum(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /// A screen that nobody else has.
    private static byte[] aScreen() throws IOException {
        var random = new Random();
        var screen = new BufferedImage(540, 960, BufferedImage.TYPE_3BYTE_BGR);
        var brush = screen.createGraphics();
        for (var y = 0; y < 960; y += 40) {
            for (var x = 0; x < 540; x += 60) {
                brush.setColor(new Color(random.nextInt(0x1000000)));
                brush.fillRect(x, y, 60, 40);
            }
        }
        brush.dispose();
        var png = new ByteArrayOutputStream();
        ImageIO.write(screen, "png", png);
        return png.toByteArray();
    }
}
