package cn.juhui.payout.adapter.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.payout.application.statement.Statements.Fault;
import cn.juhui.payout.application.statement.Statements.Reading;
import cn.juhui.payout.domain.statement.StatementLine;
import com.alipay.v3.util.AlipayConfigUtil;
import com.alipay.v3.util.AlipaySignature;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against an Alipay of this test's own at the wire, which signs and checks with Alipay's own SDK, and gives what no Alipay should.
class AlipayStatementsTest {

    private static final KeyPair APP = keys();
    private static final KeyPair ALIPAY = keys();
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final Charset GBK = Charset.forName("GBK");
    private static final String NAME = "20882026000000000156_20261124_业务明细.csv";
    private static final String HEADING =
            "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注\r\n";
    private static final String PAYMENT =
            "T1\t,JH1\t,交易\t,点卡,2026-11-24 09:00:00,2026-11-24 09:00:01,\t,\t,\t,\t,张*"
                    + "\t,99.00,98.00,0.00,0.00,0.00,1.00,0.00,,0.00\t,0.00,\t,-0.59,0.00,\r\n";
    private static final String REFUND =
            "T1\t,JH1\t,退款\t,\"点卡,两张\",2026-11-24 10:00:00,2026-11-24 10:00:05,\t,\t,\t,\t,张*"
                    + "\t,-99.00,-98.00,0.00,0.00,0.00,-1.00,0.00,,0.00\t,0.00,pay_1-1"
                    + "\t,0.00,0.00,\r\n";
    private static final String CONSOLE =
            REFUND.replace("pay_1-1", "")
                    .replace("99.00", "0.01")
                    .replace("98.00", "0.01")
                    .replace("-1.00", "0.00");
    private static final String SUMS =
            "#交易合计：1笔，商家实收共98.00元，商家优惠共1.00元\r\n#退款合计：2笔，商家实收退款共-98.01元，商家优惠退款共-1.00元\r\n";

    private final List<StatementLine> told = new ArrayList<>();
    private HttpServer server;
    private AlipayStatements statements;
    private String answer = "";
    private int status = 200;
    private boolean signed = true;
    private byte[] file = new byte[0];
    private int downloads;
    private String asked = "";
    private String authorization = "";

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(java.security.Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v3/", this::answer);
        server.createContext("/download", this::download);
        server.start();
        var seal = AlipaySeal.of("2021", text(APP.getPrivate()), text(ALIPAY.getPublic()));
        var limit = Duration.ofSeconds(20);
        statements =
                new AlipayStatements(url(), Duration.ofSeconds(1), limit, seal, Clock.systemUTC());
        answer = "{\"bill_download_url\": \"%s\"}".formatted(url().resolve("/download?token=1"));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        statements.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked = exchange.getRequestURI().toString();
            authorization = exchange.getRequestHeaders().getFirst("authorization");
            var timestamp = Long.toString(Instant.now().toEpochMilli());
            if (signed) {
                var headers = exchange.getResponseHeaders();
                headers.set("alipay-timestamp", timestamp);
                headers.set("alipay-nonce", "n1");
                headers.set("alipay-signature", signature(timestamp + "\nn1\n" + answer + "\n"));
            }
            send(exchange, answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void download(HttpExchange exchange) throws IOException {
        try (exchange) {
            downloads++;
            send(exchange, file);
        }
    }

    private void send(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @SuppressWarnings("deprecation")
    private static String signature(String text) {
        try {
            return AlipaySignature.rsa256Sign(text, text(ALIPAY.getPrivate()), "UTF-8");
        } catch (com.alipay.v3.ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String csv(String lines, String sums) {
        return "#支付宝业务明细查询\r\n"
                + "#账号：[20882026000000000156]\r\n"
                + "#起始日期：[2026年11月24日 00:00:00]   终止日期：[2026年11月25日 00:00:00]\r\n"
                + "#-----------------------------------------业务明细列表----------------------------------------\r\n"
                + HEADING
                + lines
                + "#-----------------------------------------业务明细列表结束------------------------------------\r\n"
                + sums
                + "#导出时间：[2026年11月25日 05:46:49]\r\n";
    }

    private static String good() {
        return csv(PAYMENT + REFUND + CONSOLE, SUMS);
    }

    private static byte[] zip(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, GBK)) {
            for (var each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Reading reads(byte[] packed) {
        file = packed;
        return statements.read(DAY, told::add);
    }

    private Reading reads(String csv) {
        return reads(zip(Map.of(NAME, csv.getBytes(GBK))));
    }

    private void refuses(String csv, Fault fault) {
        assertThat(reads(csv))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class, u -> assertThat(u.fault()).isEqualTo(fault));
        assertThat(told).isEmpty();
    }

    @Nested
    class A_statement {

        @Test
        void is_asked_for_by_its_day_and_signed_as_the_sdk_does() throws Exception {
            reads(good());
            assertThat(asked)
                    .isEqualTo(
                            "/v3/alipay/data/dataservice/bill/downloadurl/query?bill_type=trade&bill_date=2026-11-24");
            var auth = authorization.replaceFirst("^ALIPAY-SHA256withRSA ", "");
            var end = auth.indexOf(",sign=");
            var sdk = new AlipayConfigUtil();
            sdk.setAppId("2021");
            sdk.setPrivateKey(text(APP.getPrivate()));
            var text = auth.substring(0, end) + "\nGET\n" + asked + "\n\n";
            assertThat(auth.substring(end + 6)).isEqualTo(sdk.generateSign(text));
            // That an empty body is an empty line is the SDK's own way.
            var made = new HashMap<String, String>();
            sdk.sign("GET", asked, null, made);
            var theirs = made.get("Authorization").replaceFirst("^ALIPAY-SHA256withRSA ", "");
            var theirEnd = theirs.indexOf(",sign=");
            assertThat(theirs.substring(theirEnd + 6))
                    .isEqualTo(
                            sdk.generateSign(
                                    theirs.substring(0, theirEnd) + "\nGET\n" + asked + "\n\n"));
        }

        @Test
        void tells_its_refunds_and_what_it_adds_up_to() {
            assertThat(reads(good())).isEqualTo(new Reading.Whole(2, 9_901, 1));
            var at = Instant.parse("2026-11-24T02:00:05Z");
            assertThat(told)
                    .containsExactly(
                            new StatementLine(1, "T1", "pay_1-1", 9_900, at),
                            new StatementLine(2, "T1", "", 1, at));
        }

        @Test
        void may_have_a_file_of_sums_beside_it_and_columns_that_nobody_knows() {
            var files = new LinkedHashMap<String, byte[]>();
            files.put("20882026000000000156_20261124_业务明细(汇总).csv", "#汇总".getBytes(GBK));
            var more =
                    good().replace("备注\r\n", "备注,新的一列\r\n")
                            .replaceAll("0\\.00,\r\n", "0.00,,x\r\n");
            files.put(NAME, more.getBytes(GBK));
            assertThat(reads(zip(files))).isEqualTo(new Reading.Whole(2, 9_901, 1));
        }

        @Test
        void of_a_day_without_any_trade_may_have_no_lines() {
            var none = "#交易合计：0笔，商家实收共0.00元，商家优惠共0.00元\r\n#退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元\r\n";
            assertThat(reads(csv("", none))).isEqualTo(new Reading.Whole(0, 0, 0));
        }

        @Test
        void that_is_not_there_is_none() {
            status = 400;
            answer = "{\"code\": \"BILL_NOT_EXIST\", \"message\": \"账单不存在\"}";
            assertThat(reads(good())).isEqualTo(new Reading.None());
            assertThat(downloads).isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://evil.example/download",
                    "http://127.0.0.1:PORT@evil.example/",
                    "http://x@127.0.0.1:PORT/download",
                    "file:///etc/passwd",
                    "ftp://127.0.0.1/download",
                    "/download",
                    "http://",
                    "not an address"
                })
        void is_not_fetched_from_elsewhere(String address) {
            var port = Integer.toString(server.getAddress().getPort());
            answer = "{\"bill_download_url\": \"%s\"}".formatted(address.replace("PORT", port));
            assertThat(reads(good())).isEqualTo(new Reading.Unreachable());
            assertThat(downloads).isZero();
        }

        @Test
        void is_not_fetched_from_where_alipay_did_not_sign() {
            signed = false;
            assertThat(reads(good())).isEqualTo(new Reading.Unreachable());
            assertThat(downloads).isZero();
        }

        @Test
        void whose_address_is_too_old_is_asked_for_again_later() {
            answer = answer.replace("/download", "/nothing");
            assertThat(reads(good())).isEqualTo(new Reading.Unreachable());
            assertThat(told).isEmpty();
        }
    }

    @Nested
    class An_address {

        @ParameterizedTest
        @CsvSource({
            "http://dwbillcenter.alipay.com/f?a=1, https://openapi.alipay.com,"
                    + " https://dwbillcenter.alipay.com/f?a=1",
            "https://dwbillcenter.alipay.com/f, https://openapi.alipay.com,"
                    + " https://dwbillcenter.alipay.com/f",
            "http://alipay.com.evil.example/f, https://openapi.alipay.com,",
            "http://evilalipay.com/f, https://openapi.alipay.com,",
            "http://10.0.0.9/f, http://127.0.0.9,",
            "http://channel:8090/f, http://channel:8090, http://channel:8090/f",
        })
        void is_followed_at_home_only_and_over_tls(String given, String home, String followed) {
            assertThat(
                            AlipayAddress.trusted(given, URI.create(home))
                                    .map(URI::toString)
                                    .orElse(null))
                    .isEqualTo(followed);
        }
    }

    @Nested
    class Nothing_is_believed_of_a_statement {

        @Test
        void that_is_no_zip_or_half_of_one() {
            var whole = zip(Map.of(NAME, good().getBytes(GBK)));
            for (var bad :
                    List.of(
                            new byte[0],
                            "<html>".getBytes(StandardCharsets.UTF_8),
                            Arrays.copyOf(whole, whole.length / 2),
                            Arrays.copyOf(whole, 20))) {
                assertThat(reads(bad)).isInstanceOf(Reading.Unreadable.class);
            }
            assertThat(told).isEmpty();
        }

        @Test
        void with_no_file_of_lines_or_two_of_them() {
            refusesZip(Map.of("readme.txt", new byte[10]), Fault.NO_LINES);
            var two = new LinkedHashMap<String, byte[]>();
            two.put(NAME, good().getBytes(GBK));
            two.put("other" + NAME, good().getBytes(GBK));
            refusesZip(two, Fault.NO_LINES);
        }

        private void refusesZip(Map<String, byte[]> files, Fault fault) {
            assertThat(reads(zip(files)))
                    .isInstanceOfSatisfying(
                            Reading.Unreadable.class, u -> assertThat(u.fault()).isEqualTo(fault));
            assertThat(told).isEmpty();
        }

        @Test
        void that_grows_beyond_all_bounds_when_it_is_unpacked() throws Exception {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(bytes, GBK)) {
                zip.putNextEntry(new ZipEntry("bomb.bin"));
                var zeros = new byte[1024 * 1024];
                for (long i = 0; i <= StatementZip.MOST_BYTES / zeros.length; i++) {
                    zip.write(zeros);
                }
            }
            assertThat(bytes.size()).isLessThan(1024 * 1024);
            assertThat(reads(bytes.toByteArray()))
                    .isEqualTo(new Reading.Unreadable(Fault.TOO_LARGE, 0));
        }

        @Test
        void with_a_line_or_a_number_of_files_beyond_all_bounds() {
            refuses(good().replace("点卡,两张", "卡".repeat(5_000)), Fault.TOO_LARGE);
            var many = new LinkedHashMap<String, byte[]>();
            for (int i = 0; i < 100; i++) {
                many.put(i + ".txt", new byte[1]);
            }
            refusesZip(many, Fault.TOO_LARGE);
        }

        @Test
        void in_another_character_set() {
            refusesZip(Map.of(NAME, good().getBytes(StandardCharsets.UTF_8)), Fault.WRONG_CHARSET);
            var broken = good().getBytes(GBK);
            broken[broken.length / 2] = (byte) 0xff;
            broken[broken.length / 2 + 1] = (byte) 0xff;
            refusesZip(Map.of(NAME, broken), Fault.WRONG_CHARSET);
        }

        @Test
        void of_another_day_or_with_other_headings() {
            refuses(good().replace("11月24日", "11月23日"), Fault.ANOTHER_DAY);
            refuses(good().replace("11月25日 00", "11月26日 00"), Fault.ANOTHER_DAY);
            refuses(good().replace("退款批次号/请求号", "备用"), Fault.WRONG_HEADING);
            refuses(good().replace("门店名称", "门店编号"), Fault.WRONG_HEADING);
            refuses(good().replace("业务明细查询", "账务明细查询"), Fault.WRONG_HEADING);
        }

        @ParameterizedTest
        @CsvSource({
            "-99.00, 99.00",
            "-99.00, 0.00",
            "-99.00, -99.001",
            "-99.00, -9e1",
            "-99.00, ''",
            "2026-11-24 10:00:05, 2026-11-31 10:00:05",
            "2026-11-24 10:00:05, ''",
            "退款, 撤回",
            "T1, ''",
        })
        void with_a_line_that_is_none(String part, String instead) {
            refuses(
                    csv(PAYMENT + REFUND.replace(part, instead) + CONSOLE, SUMS),
                    Fault.BROKEN_LINE);
        }

        @Test
        void with_a_line_that_is_too_short_or_without_its_end() {
            refuses(good().replace("pay_1-1\t,0.00,", "pay_1-1\t,"), Fault.BROKEN_LINE);
            refuses(good().substring(0, good().indexOf("#-----", 200)), Fault.TRUNCATED);
            refuses(good().substring(0, good().indexOf("#导出时间")), Fault.TRUNCATED);
        }

        @ParameterizedTest
        @CsvSource({
            "2笔, 3笔",
            "-98.01, -98.02",
            "优惠退款共-1.00, 优惠退款共0.00",
            "1笔，商家实收共98.00, 1笔，商家实收共98.01",
            "交易合计：1笔, 交易合计：0笔",
            "交易合计：1笔, 交易合计：99999999999笔",
            "交易合计, 小计"
        })
        void whose_sums_are_not_its_lines(String part, String instead) {
            refuses(csv(PAYMENT + REFUND + CONSOLE, SUMS.replace(part, instead)), Fault.WRONG_SUMS);
        }
    }
}
