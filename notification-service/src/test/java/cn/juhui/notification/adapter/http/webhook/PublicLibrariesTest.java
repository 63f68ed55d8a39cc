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
import cn.juhui.platform.testkit.TestBackends;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The public libraries for CloudEvents and Standard Webhooks, in three languages, read our records and verify and read our deliveries without a special case. Those of Node and
/// Python come from their registries; where these or the language aren't there, that is said and passed over.
@ServiceTest
@SpringBootTest(
        classes = NotificationServiceApplication.class,
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PublicLibrariesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path ROOM = Path.of("target", "consumers").toAbsolutePath();

    private final TellingService refundService = new TellingService();
    private final Receiver erp = Receiver.willing();
    private final String shop = "mer_" + UUID.randomUUID().toString().substring(0, 8);
    private final String refundId = Ids.next("rfd");

    @LocalServerPort private int port;

    @AfterEach
    void stop() {
        refundService.close();
        erp.close();
    }

    private void tell() {
        var ids =
                new CaseIds(
                        new RefundId(refundId),
                        new OrderId(Ids.sibling("ord", refundId)),
                        "JH1001",
                        new CustomerId("cus_alice"),
                        new MerchantId(shop));
        refundService.tell(Topics.REFUNDS, refundId, shop, 12, new MerchantUrged(ids, 1));
    }

    private <V> ConsumerRecord<String, V> record(Deserializer<V> values) {
        try (var consumer =
                new KafkaConsumer<String, V>(
                        Map.of("bootstrap.servers", TestBackends.kafkaServers()),
                        new StringDeserializer(),
                        values)) {
            var parts =
                    consumer.partitionsFor(Topics.REFUNDS).stream()
                            .map(part -> new TopicPartition(part.topic(), part.partition()))
                            .toList();
            consumer.assign(parts);
            consumer.seekToBeginning(parts);
            var found = new ArrayList<ConsumerRecord<String, V>>();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100))
                                .forEach(record -> {
                                    if (refundId.equals(record.key())) {
                                        found.add(record);
                                    }
                                });
                        return !found.isEmpty();
                    });
            return found.getFirst();
        }
    }

    @Test
    void java_reads_a_record() {
        tell();
        CloudEvent event = record(new CloudEventDeserializer()).value();
        assertThat(event.getType()).isEqualTo("refund.merchant_urged");
        assertThat(event.getSubject()).isEqualTo(refundId);
        assertThat(event.getExtension("sequence")).isEqualTo("12");
        assertThat(event.getExtension("sequencetype")).isEqualTo("Integer");
        assertThat(event.getExtension("merchantid")).isEqualTo(shop);
        assertThat(
                        new String(
                                Objects.requireNonNull(event.getData()).toBytes(),
                                StandardCharsets.UTF_8))
                .contains(refundId);
    }

    @Test
    void node_verifies_and_reads_both() throws Exception {
        assumeTrue(Program.isThere("npm", "--version"), "npm is not there");
        var room = room("node");
        assumeTrue(
                Files.exists(room.resolve("node_modules/standardwebhooks"))
                        || ran(
                                room,
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "standardwebhooks@1.1.1",
                                "cloudevents@10.0.0"),
                "npm's registry is not there");
        Files.copy(
                script("read.mjs"),
                room.resolve("read.mjs"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        understands(room, "node", "read.mjs");
    }

    @Test
    void python_verifies_and_reads_both() throws Exception {
        assumeTrue(Program.isThere("python3", "-m", "venv", "--help"), "python3 is not there");
        var room = room("python");
        var python = room.resolve("bin/python");
        assumeTrue(
                Files.exists(room.resolve("complete"))
                        || ran(room, "python3", "-m", "venv", room.toString())
                                && ran(
                                        room,
                                        python.toString(),
                                        "-m",
                                        "pip",
                                        "install",
                                        "-q",
                                        "cloudevents==2.2.0",
                                        "standardwebhooks==1.1.0"),
                "Python's registry is not there");
        Files.writeString(room.resolve("complete"), "");
        understands(room, python.toString(), script("read.py").toString());
    }

    private static Path room(String name) throws IOException {
        return Files.createDirectories(ROOM.resolve(name));
    }

    private static Path script(String name) {
        return Path.of("src", "test", "resources", "consumers", name).toAbsolutePath();
    }

    /// What it says goes into a file: the test's own streams are the way back to who started it.
    private static boolean ran(Path room, String... command) throws Exception {
        var process =
                new ProcessBuilder(command)
                        .directory(room.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(room.resolve("said.txt").toFile())
                        .start();
        process.getOutputStream().close();
        return process.waitFor(3, TimeUnit.MINUTES) && process.exitValue() == 0;
    }

    private void understands(Path room, String... command) throws Exception {
        var people = new MerchantClient(port, shop);
        var endpoint =
                people.expect(
                        201,
                        "POST",
                        "/v1/webhook-endpoints",
                        "{\"url\":\"%s\",\"cloudEvents\":true}".formatted(erp.url("/")));
        var path = "/v1/webhook-endpoints/" + endpoint.path("id").asString();
        var rotated = people.expect(200, "POST", path + "/secret-rotation", "{}");
        tell();
        var sent = erp.await(1).getFirst();
        var record = record(new ByteArrayDeserializer());
        var given = new LinkedHashMap<String, @Nullable Object>();
        given.put(
                "secrets",
                List.of(endpoint.path("secret").asString(), rotated.path("secret").asString()));
        var headers = new LinkedHashMap<String, String>();
        sent.headers()
                .map()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        given.put("webhook", Map.of("headers", headers, "body", base64(sent.body())));
        var attributes = new LinkedHashMap<String, String>();
        record.headers()
                .forEach(h ->
                        attributes.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        given.put(
                "record",
                Map.of(
                        "key",
                        record.key(),
                        "headers",
                        attributes,
                        "value",
                        base64(record.value())));

        var process =
                new ProcessBuilder(command)
                        .directory(room.toFile())
                        .redirectErrorStream(true)
                        .start();
        try (var in = process.getOutputStream()) {
            in.write(JsonMapper.shared().writeValueAsBytes(given));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        var understood = JsonMapper.shared().readTree(said);
        assertThat(understood.path("forged").asBoolean()).isFalse();
        assertThat(understood.path("delivery").path("id").asString())
                .isEqualTo(sent.header("webhook-id"));
        for (var part : List.of("delivery", "record")) {
            isTheEvent(understood.path(part));
        }
    }

    private void isTheEvent(JsonNode event) {
        assertThat(event.path("type").asString()).isEqualTo("refund.merchant_urged");
        assertThat(event.path("subject").asString()).isEqualTo(refundId);
        assertThat(event.path("refundId").asString()).isEqualTo(refundId);
        assertThat(event.path("sequence").asString()).isEqualTo("12");
        assertThat(event.path("sequencetype").asString()).isEqualTo("Integer");
        assertThat(event.path("merchantid").asString()).isEqualTo(shop);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
