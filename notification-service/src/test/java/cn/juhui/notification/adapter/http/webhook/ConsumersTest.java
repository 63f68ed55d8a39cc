package cn.juhui.notification.adapter.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import cn.juhui.platform.testkit.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The receivers of docs/webhooks.md, as they stand there, told by the real service.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ConsumersTest {

    private final TellingService refundService = new TellingService();
    private final String shop = "mer_" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir private Path folder;
    @LocalServerPort private int port;

    @AfterEach
    void stop() {
        refundService.close();
    }

    private static String block(String language) throws IOException {
        var page = Files.readString(Path.of("../docs/webhooks.md"));
        var block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).as("a block of " + language).isTrue();
        return block.group(1);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String tell() {
        var refundId = Ids.next("rfd");
        var ids =
                new CaseIds(
                        new RefundId(refundId),
                        new OrderId(Ids.sibling("ord", refundId)),
                        "JH1001",
                        new CustomerId("cus_alice"),
                        new MerchantId(shop));
        refundService.tell(Topics.REFUNDS, refundId, shop, 1, new MerchantUrged(ids, 1));
        return refundId;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @ParameterizedTest
    @CsvSource({
        "java, Receiver.java, JAVA, --version",
        "js, receiver.mjs, node, --version",
        "python, receiver.py, python3, --version"
    })
    void a_receiver_of_the_page_takes_what_we_sign_and_nothing_else(
            String language, String file, String command, String probe) throws Exception {
        var program = command.equals("JAVA") ? java() : command;
        assumeTrue(Program.isThere(program, probe), command + " is not there");
        Files.writeString(folder.resolve(file), block(language));
        var people = new MerchantClient(port, shop);
        var own = freePort();
        var url = "http://127.0.0.1:" + own + "/";
        var secret = people.endpoint(url).path("secret").asString();
        var environment = Map.of("WEBHOOK_SECRET", secret, "PORT", Integer.toString(own));
        try (var receiver = Program.start(folder, environment, program, file)) {
            receiver.await("listening");
            var refundId = tell();
            assertThat(receiver.await(refundId)).startsWith("evt_");

            var forged =
                    HttpRequest.newBuilder(URI.create(url))
                            .header("webhook-id", "evt_forged")
                            .header(
                                    "webhook-timestamp",
                                    Long.toString(System.currentTimeMillis() / 1_000))
                            .header("webhook-signature", "v1,AAAA v1a,AAAA")
                            .POST(BodyPublishers.ofString("{}"))
                            .build();
            try (var http = HttpClient.newHttpClient()) {
                assertThat(http.send(forged, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(401);
            }
            assertThat(receiver.lines()).noneMatch(line -> line.contains("evt_forged"));
        }
    }

    @Test
    void the_feed_is_read_with_curl() throws Exception {
        assumeTrue(
                Program.isThere("curl", "--version") && Program.isThere("jq", "--version"),
                "curl or jq is not there");
        Files.writeString(folder.resolve("feed.sh"), block("sh"));
        var environment =
                Map.of("TOKEN", TestTokens.merchant(shop), "API", "http://127.0.0.1:" + port);
        var first = tell();
        try (var reader = Program.start(folder, environment, "bash", "feed.sh")) {
            assertThat(reader.await(first)).contains(" refund.merchant_urged ");
            var second = tell();
            reader.await(second);
            assertThat(reader.lines()).hasSize(2);
        }
    }
}
