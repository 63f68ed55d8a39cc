package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// 工作台: merchants and agents with many cases, and one case as a file.
class DeskTest {

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    private String anOrder() {
        return juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress()).text("id");
    }

    private String underReview(String orderId) {
        var refund = juhui.customer(alice).appliesAndWaits(orderId).expect(201);
        assertThat(refund.text("status")).as(refund.body()).isEqualTo("MERCHANT_REVIEW");
        return refund.text("id");
    }

    private static Map<String, Object> row(Answer refund) {
        return Map.of("id", refund.text("id"), "version", refund.json().path("version").asLong());
    }

    private static List<String> outcomes(Answer bulk) {
        return bulk.expect(200)
                .json()
                .path("rows")
                .valueStream()
                .map(row -> row.path("outcome").asString())
                .toList();
    }

    private static int count(Person who, String status) {
        var counts = who.get("/v1/refunds/counts").expect(200).json();
        return counts.at("/byStatus/" + status).asInt(-1);
    }

    @Test
    void a_merchant_decides_many_cases_at_once_and_takes_the_table_home() {
        var merchant = juhui.merchant(shop);
        var ids = List.of(underReview(anOrder()), underReview(anOrder()), underReview(anOrder()));
        var rows = ids.stream().map(id -> row(merchant.seesRefund(id))).toList();
        var stale = Map.of("id", ids.getLast(), "version", 1);
        var wish = Map.of("action", "APPROVE", "rows", List.of(rows.get(0), rows.get(1), stale));
        var rehearsal = new HashMap<String, Object>(wish);
        rehearsal.put("dryRun", true);
        assertThat(count(merchant, "MERCHANT_REVIEW")).isEqualTo(3);

        var dry = merchant.post("/v1/refunds/bulk", rehearsal);
        assertThat(outcomes(dry)).containsExactly("ACCEPTED", "ACCEPTED", "REFUSED");
        assertThat(dry.json().at("/amounts/0/value").asLong()).isEqualTo(19_800);
        assertThat(count(merchant, "MERCHANT_REVIEW")).isEqualTo(3);
        var done = merchant.post("/v1/refunds/bulk", wish);
        assertThat(outcomes(done)).containsExactly("ACCEPTED", "ACCEPTED", "REFUSED");
        assertThat(done.text("rows/2/problem/code")).isEqualTo("STALE_VERSION");

        awaitStatus(juhui.customer(alice), ids.get(0), "COMPLETED");
        awaitStatus(juhui.customer(alice), ids.get(1), "COMPLETED");
        assertThat(count(merchant, "COMPLETED")).isEqualTo(2);
        assertThat(count(juhui.merchant(fresh("mer")), "COMPLETED")).isZero();
        var table = merchant.getInEnglish("/v1/refunds/export?status=COMPLETED").expect(200);
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.body().lines()).hasSize(3);
        assertThat(table.body()).startsWith("\ufeff\"Refund\"").contains(ids.get(0), ids.get(1));
    }

    @Test
    void an_agent_works_through_the_queue_and_everybody_can_keep_the_case_as_a_file()
            throws Exception {
        var orderId = anOrder();
        var id = underReview(orderId);
        var customer = juhui.customer(alice);
        var agentId = fresh("agt");
        var agent = juhui.agent(agentId);
        var rejection = Map.of("code", "NOT_OUR_FAULT", "text", "卡密正常");
        juhui.merchant(shop).acts(id, "reject", rejection).expect(200);
        var picture =
                customer.uploads(orderId, "INVALID_CARD", aScreenshot()).expect(201).text("id");
        var appeal = Map.of("statement", "卡密确实无法使用", "evidenceIds", List.of(picture));
        customer.acts(id, "appeal", appeal).expect(200);
        customer.post("/v1/refunds/" + id + "/messages", Map.of("text", "<script>请尽快</script>"))
                .expect(201);
        var queue = "/v1/refunds?sort=deadline&assigned=none&merchantId=" + shop;
        assertThat(agent.get(queue).expect(200).text("data/0/id")).isEqualTo(id);

        var take = Map.of("action", "TAKE", "rows", List.of(row(agent.seesRefund(id))));
        assertThat(outcomes(agent.post("/v1/refunds/bulk", take))).containsExactly("ACCEPTED");

        assertThat(agent.get(queue).expect(200).json().path("data")).isEmpty();
        var mine = agent.get("/v1/refunds?sort=deadline&assigned=me").expect(200);
        assertThat(mine.text("data/0/id")).isEqualTo(id);
        assertThat(mine.json().path("nextCursor").isNull()).isTrue();
        for (var side : List.of(customer, juhui.merchant(shop), agent)) {
            var files = dossier(side, id);
            assertVerifies(files);
            assertThat(files.keySet()).anyMatch(name -> name.startsWith("evidence/" + picture));
            var page = new String(files.get("index.html"), StandardCharsets.UTF_8);
            assertThat(page)
                    .contains("卡密确实无法使用", "&lt;script&gt;请尽快", "data:image/jpeg;base64,")
                    .doesNotContain("<script", "未能收录");
        }
        juhui.customer(fresh("cus")).get("/v1/refunds/" + id + "/dossier").expect(404);
    }

    private static Map<String, byte[]> dossier(Person who, String id) throws Exception {
        var request = who.request("/v1/refunds/" + id + "/dossier").build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            var files = new HashMap<String, byte[]>();
            try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
                for (var e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                    files.put(e.getName(), zip.readAllBytes());
                }
            }
            return files;
        }
    }

    /// What VERIFY.txt tells an outsider to do.
    private static void assertVerifies(Map<String, byte[]> files) throws Exception {
        for (var sum : new String(files.get("SHA256SUMS"), StandardCharsets.UTF_8).split("\n")) {
            var parts = sum.split("  ", 2);
            assertThat(sha256(files.get(parts[1]))).isEqualTo(parts[0]);
        }
        var lines = new String(files.get("history.jsonl"), StandardCharsets.UTF_8).split("\n");
        var hashes = new String(files.get("history.sha256"), StandardCharsets.UTF_8).split("\n");
        var previous = "0".repeat(64);
        var computed = new String[lines.length];
        for (int i = 0; i < lines.length; i++) {
            previous = sha256((previous + lines[i]).getBytes(StandardCharsets.UTF_8));
            computed[i] = previous;
        }
        assertThat(Arrays.asList(computed)).hasSizeGreaterThan(4).containsExactly(hashes);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] aScreenshot() throws IOException {
        try (var picture = DeskTest.class.getResourceAsStream("/demo/invalid-card.png")) {
            return Objects.requireNonNull(picture).readAllBytes();
        }
    }
}
