package cn.juhui.refund.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ApiAnswers;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Situations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DossierTest extends RunningService {

    private static final NearbyExhibits EXHIBITS = NearbyExhibits.SHARED;
    private static final byte[] PICTURE = "a picture, encoded anew".getBytes(UTF_8);
    private static final String HOSTILE =
            "</blockquote><script>alert(1)</script><img src=x onerror=\"alert(2)\">\u202e'\"&";

    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();

    private final HttpClient http = HttpClient.newHttpClient();
    @LocalServerPort private int port;
    @Autowired RefundCommands commands;
    @Autowired MongoTemplate mongo;
    private DeskCases desk;
    private String customer;

    @BeforeEach
    void aCustomer() {
        desk = DeskCases.of(commands);
        customer = TestTokens.customer(desk.customerId());
    }

    @AfterEach
    void everybodyIsWell() {
        NEIGHBOURS.down = false;
        EXHIBITS.breaksAtPictures = false;
    }

    private static String evidenceExists() {
        return EXHIBITS.exists(Ids.next("evd"), PICTURE);
    }

    private static void conversation(String refundId, String text, String evidenceId) {
        var message =
                Map.of(
                        "id",
                        "msg_1",
                        "at",
                        "2026-11-24T02:00:00Z",
                        "actor",
                        Map.of("role", "MERCHANT", "id", "mer/staff"),
                        "text",
                        text,
                        "evidenceIds",
                        List.of(evidenceId));
        var json = JsonMapper.shared().writeValueAsString(Map.of("data", List.of(message)));
        EXHIBITS.conversations.put(refundId, json);
    }

    private HttpResponse<byte[]> ask(String refundId, String token, String language) {
        try {
            var path = "/v1/refunds/" + refundId + "/dossier";
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Accept-Language", language)
                            .build();
            return ANSWERS.checked(http.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, byte[]> dossier(String refundId, String token, String language) {
        var answer = ask(refundId, token, language);
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("attachment; filename=\"" + refundId + ".zip\"");
        return unzipped(answer.body());
    }

    private static Map<String, byte[]> unzipped(byte[] bytes) {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), UTF_8);
    }

    private static JsonNode json(Map<String, byte[]> files, String name) {
        return JsonMapper.shared().readTree(files.get(name));
    }

    /// As VERIFY.txt tells an outsider: the first line whose hash is not the one that is written beside it.
    private static OptionalInt firstBroken(Map<String, byte[]> files) {
        var lines = text(files, "history.jsonl").lines().toList();
        var hashes = text(files, "history.sha256").lines().toList();
        assertThat(hashes).hasSameSizeAs(lines);
        var previous = "0".repeat(64);
        for (var i = 0; i < lines.size(); i++) {
            previous = sha256((previous + lines.get(i)).getBytes(UTF_8));
            if (!previous.equals(hashes.get(i))) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    private static void assertSums(Map<String, byte[]> files) {
        var sums = text(files, "SHA256SUMS").lines().toList();
        assertThat(sums).hasSize(files.size() - 1);
        assertThat(sums)
                .allSatisfy(sum -> {
                    var parts = sum.split("  ", 2);
                    assertThat(sha256(files.get(parts[1]))).isEqualTo(parts[0]);
                });
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_outsider_verifies_it_from_the_zip_alone() {
        var evidence = evidenceExists();
        var said = evidenceExists();
        var id = desk.inPlatformReview(evidence);
        conversation(id, "请看新的截图", said);

        var files = dossier(id, customer, "zh");

        assertThat(firstBroken(files)).isEmpty();
        assertSums(files);
        assertThat(files.get("evidence/" + evidence + ".png")).isEqualTo(PICTURE);
        assertThat(files).containsKey("evidence/" + said + ".png");
        var manifest = json(files, "manifest.json");
        assertThat(manifest.at("/history/verified").asBoolean()).isTrue();
        assertThat(manifest.at("/history/lastHash").asString())
                .isEqualTo(text(files, "history.sha256").lines().toList().getLast());
        assertThat(manifest.at("/evidence/0/file/sha256").asString()).isEqualTo(sha256(PICTURE));
        assertThat(manifest.at("/evidence/0/exhibit/sha256").asString()).isEqualTo("ab".repeat(32));
        assertThat(text(files, "VERIFY.txt")).contains("sha256sum -c SHA256SUMS", "如何核验");
    }

    @Test
    void it_has_case_arithmetic_statements_history_and_messages_for_people_and_machines() {
        var id = desk.inPlatformReview();
        conversation(id, "请稍等，正在核实", evidenceExists());

        var files = dossier(id, TestTokens.merchant(desk.merchantId()), "zh");

        var content = json(files, "dossier.json");
        assertThat(content.at("/refund/id").asString()).isEqualTo(id);
        assertThat(content.at("/refund/arithmetic/0/refundable/value").asLong()).isEqualTo(9_900);
        assertThat(content.path("statements").valueStream().map(s -> s.path("text").asString()))
                .containsExactly("买错了，还没有用过", "已发货", "卡密无法使用");
        assertThat(content.path("history")).hasSizeGreaterThan(3);
        assertThat(content.at("/messages/0/text").asString()).isEqualTo("请稍等，正在核实");
        var page = text(files, "index.html");
        assertThat(page)
                .contains(
                        "lang=\"zh-CN\"",
                        "退款案件档案",
                        "买错了，还没有用过",
                        "卡密无法使用",
                        "请稍等，正在核实",
                        "¥99.00",
                        "均完整，未被改动",
                        "data:image/jpeg;base64,");
        assertThat(text(dossier(id, customer, "en"), "index.html"))
                .contains("lang=\"en\"", "Refund case file", "as they were written");
    }

    @Test
    void a_history_that_somebody_changed_is_detected_by_us_and_by_an_outsider() {
        var id = desk.underReview();
        assertThat(firstBroken(dossier(id, customer, "zh"))).isEmpty();
        mongo.updateFirst(
                new Query(Criteria.where("_id").is(id)),
                Update.update("history.1.data.amount.value", 1L),
                "refunds");

        var files = dossier(id, customer, "zh");

        assertThat(firstBroken(files)).hasValue(2);
        var manifest = json(files, "manifest.json");
        assertThat(manifest.at("/history/verified").asBoolean(true)).isFalse();
        assertThat(manifest.at("/history/firstBroken").asLong()).isEqualTo(2);
        assertThat(text(files, "index.html")).contains("核验失败：第 2 条").doesNotContain("均完整");
    }

    @Test
    void a_history_whose_end_somebody_cut_off_or_filled_with_nonsense_is_detected() {
        var cut = desk.underReview();
        var whole = commands.journal().find(cut).orElseThrow().sequence();
        mongo.updateFirst(
                new Query(Criteria.where("_id").is(cut)),
                new Update().pop("history", Update.Position.LAST),
                "refunds");
        assertThat(
                        json(dossier(cut, customer, "zh"), "manifest.json")
                                .at("/history/firstBroken")
                                .asLong())
                .isEqualTo(whole);
        var nonsense = desk.underReview();
        mongo.updateFirst(
                new Query(Criteria.where("_id").is(nonsense)),
                Update.update("history.0.type", "refund.never_was"),
                "refunds");
        assertThat(
                        json(dossier(nonsense, customer, "zh"), "manifest.json")
                                .at("/history/firstBroken")
                                .asLong())
                .isEqualTo(1);
    }

    @Test
    void hostile_texts_stay_texts() {
        var shop = desk.saying(HOSTILE);
        var id = shop.underReview();
        conversation(id, HOSTILE, evidenceExists());

        var page = text(dossier(id, customer, "zh"), "index.html");

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "<img src=x", "onerror=\"", "\u202e")
                .contains(
                        "http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;");
        assertThat(page.indexOf("Content-Security-Policy")).isLessThan(page.indexOf("<style>"));
    }

    @Test
    void what_evidence_cannot_be_had_is_named() {
        var gone = Ids.next("evd");
        var id = desk.underReview(gone);

        var files = dossier(id, customer, "zh");

        assertThat(json(files, "manifest.json").at("/evidence/0/id").asString()).isEqualTo(gone);
        assertThat(json(files, "manifest.json").at("/evidence/0/file").isMissingNode()).isTrue();
        assertThat(text(files, "index.html")).contains(gone, "未能收录");
    }

    @ParameterizedTest
    @CsvSource({
        "409, NOT_EXAMINED, 尚未通过安全检查, Not yet examined",
        "410, INFECTED, 安全检查发现恶意程序, Malware was found",
        "404, GONE, 未能收录, Not included",
        "503, AWAY, 图片存储暂时无法访问, can't be read at the moment"
    })
    void a_picture_that_cannot_be_shown_is_named_and_the_rest_is_there(
            int refusal, String why, String chinese, String english) {
        var held = evidenceExists();
        var shown = evidenceExists();
        var id = desk.inPlatformReview(held, shown);
        EXHIBITS.refused.put(held, refusal);

        for (var token : List.of(customer, TestTokens.merchant(desk.merchantId()))) {
            var files = dossier(id, token, "zh");

            var piece = json(files, "dossier.json").at("/evidence/0");
            assertThat(piece.path("id").asString()).isEqualTo(held);
            assertThat(piece.path("absent").asString()).isEqualTo(why);
            assertThat(piece.at("/exhibit/kind").asString()).isEqualTo("INVALID_CARD");
            assertThat(piece.path("file").isMissingNode()).isTrue();
            assertThat(json(files, "manifest.json").at("/evidence/0/absent").asString())
                    .isEqualTo(why);
            assertThat(files.keySet().stream().filter(name -> name.startsWith("evidence/")))
                    .containsExactly("evidence/" + shown + ".png");
            assertThat(text(files, "index.html"))
                    .contains("class=\"absent\">" + chinese, held, shown)
                    .doesNotContain("dossier.absent");
            assertSums(files);
            assertThat(firstBroken(files)).isEmpty();
        }
        assertThat(text(dossier(id, customer, "en"), "index.html"))
                .contains("class=\"absent\">", english.replace("'", "&#39;"));
    }

    @Test
    void only_the_sides_and_agents_get_it() {
        var id = desk.underReview();
        assertThat(ask(id, TestTokens.agent("agent_chen"), "zh").statusCode()).isEqualTo(200);
        for (var stranger :
                List.of(
                        TestTokens.customer("cus_other"),
                        TestTokens.merchant("mer_other"),
                        TestTokens.operator(),
                        TestTokens.storefront())) {
            assertThat(ask(id, stranger, "zh").statusCode()).isEqualTo(404);
        }
        assertThat(ask("nonsense", customer, "zh").statusCode()).isEqualTo(404);
    }

    @Test
    void while_evidence_service_is_down_there_is_a_clear_answer_and_no_half_file()
            throws Exception {
        var id = desk.underReview(evidenceExists());
        EXHIBITS.breaksAtPictures = true;
        var half = ask(id, customer, "zh");
        assertThat(half.statusCode()).isEqualTo(503);
        assertThat(new String(half.body(), UTF_8)).contains("SERVICE_UNAVAILABLE");
        assertThat(half.headers().firstValue("Retry-After")).isPresent();
        NEIGHBOURS.down = true;
        assertThat(ask(id, customer, "zh").statusCode()).isEqualTo(503);
        try (var left =
                Files.newDirectoryStream(
                        Path.of(System.getProperty("java.io.tmpdir")), "juhui-*.spool")) {
            assertThat(left).isEmpty();
        }
    }

    /// The commands of VERIFY.txt as they stand there, in the folder where somebody unpacked the ZIP.
    private static String verifiedByHand(Map<String, byte[]> files, Path folder) throws Exception {
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        var commands =
                text(files, "VERIFY.txt")
                        .lines()
                        .filter(line -> line.startsWith("       "))
                        .takeWhile(line -> !line.contains("How to"))
                        .collect(Collectors.joining("\n"));
        var firstOnly = commands.substring(0, commands.lastIndexOf("last hash: $h") + 14);
        var shell =
                new ProcessBuilder("bash", "-c", firstOnly)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void the_commands_that_it_tells_verify_it(@TempDir Path folder) throws Exception {
        var id = desk.inPlatformReview(evidenceExists());
        var files = dossier(id, customer, "zh");

        var said = verifiedByHand(files, folder.resolve("whole"));

        var last = text(files, "history.sha256").lines().toList().getLast();
        assertThat(said)
                .contains("index.html: OK", "last hash: " + last)
                .doesNotContain("broken", "FAILED");
        var changed = text(files, "history.jsonl").replaceFirst("9900", "9901");
        files.put("history.jsonl", changed.getBytes(UTF_8));
        assertThat(verifiedByHand(files, folder.resolve("changed")))
                .contains("history.jsonl: FAILED", "broken: {");
    }

    @Test
    void a_merchant_is_not_told_to_whose_account_it_was_paid_and_verifies_it_all_the_same(
            @TempDir Path folder) throws Exception {
        var id = desk.paidElsewhere();
        var whole = dossier(id, customer, "zh");

        var files = dossier(id, TestTokens.merchant(desk.merchantId()), "zh");

        assertThat(text(whole, "history.jsonl")).contains(Situations.ACCOUNT, "户名李四");
        for (var name : List.of("history.jsonl", "dossier.json", "index.html", "manifest.json")) {
            assertThat(text(files, name)).as(name).doesNotContain("6222 ", "acc_1", "李四", "张三");
        }
        var proof = "evd_" + "a".repeat(32);
        assertThat(text(whole, "manifest.json")).contains(proof);
        assertThat(text(files, "manifest.json")).doesNotContain(proof);
        assertThat(text(files, "history.jsonl")).contains("{\"withheld\":");
        assertThat(text(files, "history.sha256")).isEqualTo(text(whole, "history.sha256"));
        assertThat(verifiedByHand(files, folder)).contains("last hash").doesNotContain("broken");
        assertThat(json(files, "manifest.json").at("/history/verified").asBoolean()).isTrue();
        for (var token : List.of(customer, TestTokens.agent("agt_1"))) {
            assertThat(history(id, token)).contains(Situations.ACCOUNT);
        }
        assertThat(history(id, TestTokens.merchant(desk.merchantId())))
                .contains("提供了新的收款账户", "¥99.00 已汇入买家新的收款账户")
                .doesNotContain("6222 ", "acc_1", "李四", "withheld", "{0}", "原路");
        var table = get("/v1/refunds/export", TestTokens.merchant(desk.merchantId())).is(200);
        assertThat(table.response().body()).contains(id).doesNotContain("6222 ", "张三");
    }

    @Test
    void it_says_who_told_what_about_the_cards() {
        var id = desk.approved();
        desk.tell(id, Situations.stop(), Situations.SYSTEM);
        var claim = new Command.RecordClaim(Situations.claim("买家已经充值"));
        desk.tell(id, claim, Situations.SYSTEM);

        var files = dossier(id, customer, "zh");

        var refund = json(files, "dossier.json").path("refund");
        assertThat(refund.at("/facts/0/check/proof").asString()).isEqualTo("checked by API");
        assertThat(refund.at("/claims/0/text").asString()).isEqualTo("买家已经充值");
        assertThat(json(files, "dossier.json").path("statements").findValuesAsString("text"))
                .contains("买家已经充值");
        assertThat(text(files, "index.html"))
                .contains("供应商 supplier", "checked by API", "2026-11-23 09:00:00")
                .contains("商家称已使用，剩余面值 ¥0.00（说法，未经核实）", "买家已经充值");
        assertThat(text(dossier(id, customer, "en"), "index.html"))
                .contains("The supplier was asked", "a claim, not checked");
    }

    @Test
    void a_side_is_not_told_of_a_ruling_that_nobody_confirmed_and_verifies_it_all_the_same(
            @TempDir Path folder) throws Exception {
        var id = desk.rulingProposed(Situations.AGENT);
        var whole = dossier(id, TestTokens.agent("agt_1"), "zh");
        assertThat(text(whole, "index.html")).contains("等待另一位客服确认");
        assertThat(text(whole, "dossier.json")).contains("OWN_CASE");
        for (var token : List.of(customer, TestTokens.merchant(desk.merchantId()))) {
            var files = dossier(id, token, "zh");
            for (var name : List.of("history.jsonl", "dossier.json", "index.html")) {
                assertThat(text(files, name))
                        .as(name)
                        .doesNotContain("ruling_proposed", "OWN_CASE", "另一位客服", "卡密无效");
            }
            assertThat(text(files, "history.sha256")).isEqualTo(text(whole, "history.sha256"));
            var said = verifiedByHand(files, folder.resolve(String.valueOf(token.hashCode())));
            assertThat(said).contains("last hash").doesNotContain("broken");
        }
    }

    @Test
    void it_says_first_what_was_decided_on_which_rule_at_whose_cost_and_how_the_money_went() {
        var id = desk.halfPaid();

        var files = dossier(id, customer, "zh");

        var page = text(files, "index.html");
        assertThat(page.substring(0, page.indexOf("基本信息")))
                .contains(
                        "平台裁定按比例退款：¥99.00 的 50%",
                        "class=\"amount\">¥49.50",
                        "R4 已激活或部分使用的卡券",
                        "由平台按实际使用情况裁定。",
                        "截图显示剩余一半",
                        "费用承担方</dt>\n<dd>商家",
                        "到账时间</dt>\n<dd>2026-11-24 09:00:00",
                        "退款渠道</dt>\n<dd>支付宝",
                        "cr_half");
        var computed = page.substring(page.indexOf("金额计算"), page.indexOf("卡券事实与各方说法"));
        assertThat(computed)
                .containsSubsequence(
                        "实付金额",
                        "¥99.00",
                        "申请金额",
                        "¥99.00",
                        "平台裁定按比例退款：¥99.00 的 50%",
                        "class=\"number\">¥49.50",
                        "最终退款金额",
                        "class=\"number\">¥49.50");
        var outcome = json(files, "dossier.json").path("outcome");
        assertThat(outcome.path("ground").asString()).isEqualTo("RULED_RATIO");
        assertThat(outcome.at("/amount/value").asLong()).isEqualTo(4_950);
        assertThat(outcome.path("steps").findValuesAsString("what"))
                .containsExactly("PAID", "REFUNDABLE", "ASKED", "DECIDED");
        assertThat(outcome.at("/steps/3/of/value").asLong()).isEqualTo(9_900);
        assertThat(outcome.at("/ruling/costBearer").asString()).isEqualTo("MERCHANT");
    }

    @Test
    void whose_people_acted_is_told_to_the_other_side_and_which_of_them_is_not(@TempDir Path folder)
            throws Exception {
        var id = desk.halfPaid();
        conversation(id, "请稍等", evidenceExists());
        var agents = dossier(id, TestTokens.agent("agt_1"), "zh");
        var merchants = dossier(id, TestTokens.merchant(desk.merchantId()), "zh");
        var customers = dossier(id, customer, "zh");
        var staff = desk.merchantId() + "/staff";

        assertThat(everything(customers))
                .contains(desk.merchantId())
                .doesNotContain("/staff", "agent_chen");
        assertThat(everything(merchants)).contains(staff).doesNotContain("agent_chen");
        assertThat(text(agents, "index.html")).contains("平台客服 agent_chen", "商家 " + staff);
        assertThat(json(customers, "dossier.json").at("/refund/intervention/agentId").asString())
                .isEqualTo("platform");
        for (var files : List.of(agents, merchants, customers)) {
            assertThat(text(files, "history.jsonl"))
                    .isEqualTo(text(agents, "history.jsonl"))
                    .doesNotContain("withheld");
            assertThat(firstBroken(files)).isEmpty();
        }
        assertThat(text(customers, "names.jsonl")).isEmpty();
        assertThat(unsealed(merchants, folder)).containsOnly(staff);
        assertThat(unsealed(agents, folder)).contains(staff, "agent_chen");
    }

    /// The names whose seals stand in the history, by the command of VERIFY.txt.
    private static List<String> unsealed(Map<String, byte[]> files, Path folder) throws Exception {
        var command =
                text(files, "VERIFY.txt")
                        .lines()
                        .filter(line -> line.contains("\"$salt\" \"$name\""))
                        .findFirst()
                        .orElseThrow();
        var history = text(files, "history.jsonl").lines().toList();
        var names = new ArrayList<String>();
        for (var line : text(files, "names.jsonl").lines().toList()) {
            var name = JsonMapper.shared().readTree(line);
            var shell = new ProcessBuilder("bash", "-c", command).directory(folder.toFile());
            shell.environment().put("salt", name.path("salt").asString());
            shell.environment().put("name", name.path("name").asString());
            var seal = new String(shell.start().getInputStream().readAllBytes(), UTF_8);
            assertThat(history.get(name.path("seq").asInt() - 1))
                    .contains("sealed:" + seal.substring(0, 64));
            names.add(name.path("name").asString());
        }
        return names;
    }

    private static String everything(Map<String, byte[]> files) {
        return files.keySet().stream()
                .filter(name -> !name.startsWith("evidence/"))
                .map(name -> text(files, name))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void an_entry_from_before_names_were_sealed_is_withheld_from_who_is_not_told_them() {
        var id = desk.inPlatformReview();
        mongo.updateFirst(
                new Query(Criteria.where("_id").is(id)),
                new Update().unset("history.2.salt"),
                "refunds");

        assertThat(text(dossier(id, customer, "zh"), "history.jsonl"))
                .contains("{\"withheld\":3}")
                .doesNotContain("/staff");
        assertThat(text(dossier(id, TestTokens.merchant(desk.merchantId()), "zh"), "history.jsonl"))
                .contains("MERCHANT:" + desk.merchantId() + "/staff")
                .doesNotContain("withheld");
    }

    @Test
    void hashes_are_folded_away_and_english_begins_with_a_capital() {
        var id = desk.halfPaid(evidenceExists());

        var page = text(dossier(id, customer, "en"), "index.html");

        assertThat(page).containsPattern("[0-9a-f]{64}");
        assertThat(page.replaceAll("(?s)<details>.*?</details>", ""))
                .doesNotContainPattern("[0-9a-f]{64}");
        assertThat(page)
                .contains(
                        "The platform ruled a share: 50% of ¥99.00",
                        "R4 Activated or partly used cards",
                        "or the platform rules by actual use.",
                        "<dd>Merchant</dd>",
                        "<p>Screenshot of the invalid card</p>",
                        "<bdi>Customer cus_",
                        "<bdi>Agent</bdi>")
                .doesNotContainPattern(
                        "<(dd|td|p|bdi|th)>(customer|merchant|agent|system|not used)");
    }

    @ParameterizedTest
    @CsvSource({
        "EXPRESS, 符合极速退款条件，平台同意退款, ¥99.00",
        "MERCHANT, 商家同意退款, ¥99.00",
        "OFFER, 买家接受了商家的协商方案, ¥50.00",
        "RULED_NOTHING, 平台裁定不予退款, ¥0.00",
        "NONE, 商家审核中, "
    })
    void its_amount_follows_from_the_decision_whatever_that_is(
            String ground, String decision, String amount) {
        var id =
                switch (ground) {
                    case "EXPRESS" -> desk.express();
                    case "MERCHANT" -> desk.approved();
                    case "OFFER" -> desk.offerAccepted();
                    case "RULED_NOTHING" -> desk.refused();
                    default -> desk.underReview();
                };

        var files = dossier(id, customer, "zh");

        var page = text(files, "index.html");
        assertThat(json(files, "dossier.json").at("/outcome/ground").asString()).isEqualTo(ground);
        assertThat(page).contains("处理决定</dt>\n<dd>" + decision + "</dd>");
        if (amount == null) {
            assertThat(page).doesNotContain("最终退款金额", "class=\"amount\"");
        } else {
            assertThat(page).contains("class=\"amount\">" + amount, "最终退款金额");
        }
    }

    private String history(String id, String token) {
        return get("/v1/refunds/" + id + "/history", token).is(200).response().body();
    }
}
