package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.Files;
import cn.juhui.evidence.HostileFiles;
import cn.juhui.evidence.OddButHonestFiles;
import cn.juhui.platform.testkit.TestBackends;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// Every hostile file through the front door: its code, its memory, nothing left behind, and the next one is served.
///
/// Requests are answered by platform threads here, because the JVM counts the memory of those only.
@TestPropertySource(
        properties = {
            "spring.threads.virtual.enabled=false",
            "juhui.evidence.order-time-limit=30s",
            "juhui.evidence.darkroom-threads=1",
            "juhui.evidence.darkroom-queue=1"
        })
class HostileUploadsTest extends RunningService {

    private static final long MEGABYTE = 1024 * 1024;
    private static final long MAX_MEMORY = 64 * MEGABYTE;

    /// For the largest picture that may come: everything that was asked for in turn, most of it garbage by the end.
    private static final long MAX_HONEST = 96 * MEGABYTE;

    private static final byte[] GOOD =
            Drawings.png(Drawings.screen(320, 240, 4, 20, Color.WHITE, Color.BLACK));
    private static final byte[] CLOSE = Files.ascii("--x--\r\n");
    private static final Path FOLDER = TestBackends.temporaryFolder("uploads");

    @Autowired private MongoTemplate mongo;

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) {
        registry.add("spring.servlet.multipart.location", FOLDER::toString);
    }

    private Map<String, Long> stored() {
        var counts = new TreeMap<String, Long>();
        for (var name :
                List.of("pictures.files", "pictures.chunks", "evidence", "evidence_places")) {
            counts.put(name, mongo.getCollection(name).countDocuments());
        }
        return counts;
    }

    private static List<Path> temporaryFiles() {
        try (var files = java.nio.file.Files.walk(FOLDER)) {
            return files.filter(java.nio.file.Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertRefused(Supplier<Answer> upload, int status, String code) {
        var before = stored();
        var memory = AllocatedMemory.bytes();
        var answer = upload.get();
        assertThat(AllocatedMemory.bytes() - memory).isLessThan(MAX_MEMORY);
        answer.is(status).says(code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(stored()).isEqualTo(before);
        assertServed();
    }

    private void assertServed() {
        var deal = aDeal();
        upload(deal.orderId(), deal.customer(), GOOD).is(201);
        assertThat(temporaryFiles()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> each_hostile_file_gets_its_code_and_costs_little() {
        return HostileFiles.all().entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> {
                                    var file = entry.getValue().file().get();
                                    var refusal = entry.getValue().refusal().split(" ");
                                    var deal = aDeal();
                                    assertRefused(
                                            () -> {
                                                var answer =
                                                        upload(
                                                                deal.orderId(),
                                                                deal.customer(),
                                                                file);
                                                assertThat(
                                                                answer.json()
                                                                        .path("reasons")
                                                                        .path(0)
                                                                        .asString(""))
                                                        .as(answer.body())
                                                        .isEqualTo(refusal[1]);
                                                assertThat(answer.text("detail")).isNotBlank();
                                                return answer;
                                            },
                                            status(refusal[0]),
                                            refusal[0]);
                                }));
    }

    private static int status(String code) {
        return switch (code) {
            case "EVIDENCE_TYPE_UNSUPPORTED" -> 415;
            case "EVIDENCE_TOO_LARGE" -> 413;
            default -> 422;
        };
    }

    @TestFactory
    Stream<DynamicTest> each_picture_is_kept_without_the_rest_behind_it() {
        return OddButHonestFiles.withARest().entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> {
                                    var file = entry.getValue().get();
                                    var deal = aDeal();
                                    var added =
                                            upload(deal.orderId(), deal.customer(), file).is(201);
                                    var path = "/v1/evidence/" + added.text("id") + "/content";
                                    var kept = get(path, deal.customer()).is(200).bytes();
                                    assertThat(kept.length).isLessThan(file.length);
                                    assertThat(file).startsWith(kept);
                                    assertThat(kept).endsWith(0xff, 0xd9);
                                }));
    }

    @TestFactory
    Stream<DynamicTest> each_odd_but_honest_file_is_taken_and_costs_little() {
        return OddButHonestFiles.all().entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> {
                                    var file = entry.getValue().get();
                                    var deal = aDeal();
                                    var memory = AllocatedMemory.bytes();

                                    var added = upload(deal.orderId(), deal.customer(), file);

                                    assertThat(AllocatedMemory.bytes() - memory)
                                            .isLessThan(MAX_HONEST);
                                    added.is(201);
                                    var path = "/v1/evidence/" + added.text("id");
                                    assertThat(get(path + "/content", deal.customer()).bytes())
                                            .isEqualTo(file);
                                    for (var what : List.of("/content", "/thumbnail")) {
                                        var seen = get(path + what, deal.merchant()).is(200);
                                        assertThat(
                                                        new String(
                                                                seen.bytes(),
                                                                java.nio.charset.StandardCharsets
                                                                        .ISO_8859_1))
                                                .doesNotContain(
                                                        "script", "<?php", "GPS", "Exif", "zTXt",
                                                        "iCCP");
                                    }
                                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.gif",
                "a.exe",
                "photo",
                "../../../../etc/passwd",
                "C:\\\\Windows\\\\a.png",
                "a.png%00.html",
                "<script>alert(1)</script>.png",
                "'; DROP TABLE evidence; --"
            })
    void a_name_of_any_kind_means_nothing_and_is_kept_nowhere(String name) {
        var deal = aDeal();
        var added = upload(deal.orderId(), deal.customer(), name, GOOD).is(201);

        var content = get("/v1/evidence/" + added.text("id") + "/content", deal.merchant());
        assertThat(content.header("Content-Disposition"))
                .isEqualTo("inline; filename=\"" + added.text("id") + ".png\"");
        assertThat(added.body()).doesNotContain(name);
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void a_hundred_megabytes_are_refused_unread() {
        var megabyte = new byte[(int) MEGABYTE];
        var pieces = new byte[103][];
        Arrays.fill(pieces, megabyte);
        pieces[0] = part("orderId", "ord_1");
        pieces[1] = filePart("a.png", GOOD);
        pieces[102] = CLOSE;
        var deal = aDeal();

        assertRefused(() -> form(deal.customer(), pieces), 413, "EVIDENCE_TOO_LARGE");
    }

    @Test
    void a_form_is_refused_when_it_is_not_what_it_should_be() {
        var deal = aDeal();
        var token = deal.customer();
        var order = part("orderId", deal.orderId());
        var kind = part("kind", "INVALID_CARD");
        var file = filePart("a.png", GOOD);

        assertRefused(() -> form(token, order, kind, CLOSE), 400, "INVALID_INPUT");
        assertRefused(() -> form(token, kind, file, CLOSE), 400, "INVALID_INPUT");
        assertRefused(() -> form(token, order, file, CLOSE), 400, "INVALID_INPUT");
        assertRefused(() -> form(token, order, kind, file, file, CLOSE), 400, "INVALID_INPUT");
        assertRefused(
                () -> form(token, order, kind, part("file", "text"), CLOSE), 400, "INVALID_INPUT");
        assertRefused(
                () -> form(token, order, part("kind", "GOSSIP"), file, CLOSE),
                400,
                "INVALID_INPUT");
        assertRefused(() -> form(token, order, order, kind, file, CLOSE), 404, "NOT_FOUND");
        assertRefused(() -> form(token, order, kind, file), 400, "MALFORMED_MULTIPART");
        assertRefused(() -> form(token, Files.ascii("no form")), 400, "INVALID_INPUT");
        assertRefused(() -> form(token, hugeHeader(), CLOSE), 400, "MALFORMED_MULTIPART");
        assertRefused(() -> form(token, manyParts()), 400, "MALFORMED_MULTIPART");
    }

    @Test
    void more_uploads_than_there_are_places_are_put_off_and_everything_else_goes_on()
            throws Exception {
        var deal = aDeal();
        var known = upload(deal.orderId(), deal.customer(), GOOD).is(201);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> held;
            try (var pause = NEIGHBOURS.pause()) {
                held =
                        Stream.of(aDeal(), aDeal())
                                .map(d ->
                                        people.submit(
                                                () -> upload(d.orderId(), d.customer(), GOOD)))
                                .toList();
                pause.awaitWaiting(2);

                var putOff = upload(deal.orderId(), deal.customer(), GOOD).is(503);
                assertThat(putOff.header("Retry-After")).isEqualTo("2");
                putOff.says("SERVICE_UNAVAILABLE");
                get("/v1/evidence/" + known.text("id"), deal.merchant()).is(200);
            }
            for (var upload : held) {
                upload.get(30, TimeUnit.SECONDS).is(201);
            }
        }
        assertServed();
    }

    private static byte[] hugeHeader() {
        return Files.ascii(
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n\r\n"
                        .formatted("a".repeat(1_000_000)));
    }

    private static byte[][] manyParts() {
        var parts = new byte[10_001][];
        Arrays.fill(parts, part("a", "b"));
        parts[10_000] = CLOSE;
        return parts;
    }
}
