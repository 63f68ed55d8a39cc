package cn.juhui.standalone.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.adapter.channel.alipay.AlipaySeal;
import cn.juhui.payout.adapter.channel.alipay.AlipayStatements;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.application.statement.Statements.Reading;
import cn.juhui.payout.domain.statement.StatementLine;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.standalone.channel.ChannelSimulator;
import cn.juhui.standalone.channel.Fault;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the simulated Alipay says of a day, over the wire.
class StatementsTest {

    private static final Charset GBK = Charset.forName("GBK");

    /// 23:59:58 on the 24th in Shanghai.
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T15:59:58Z"));

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path folder;
    private ChannelSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ChannelSimulator.start(0, folder, clock);
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
        http.close();
    }

    private void refund(String number, String trade, long fen) {
        var settings = Map.of("time-limit", "1s");
        try (var alipay = AlipaySimulatorTest.client(simulator.client("ALIPAY"), settings)) {
            var unused =
                    alipay.submit(
                            new Channel.Submission(
                                    PaymentChannel.ALIPAY,
                                    number,
                                    trade,
                                    null,
                                    null,
                                    Money.cny(fen),
                                    null));
        }
    }

    /// Asks as Alipay's clients do.
    private JsonNode asks(String query) throws Exception {
        var told = simulator.client("ALIPAY");
        var path = StatementEndpoint.QUERY + "?" + query;
        var auth =
                "app_id=%s,nonce=n1,timestamp=%d"
                        .formatted(told.get("ALIPAY_APP_ID"), System.currentTimeMillis());
        var signer = Signature.getInstance("SHA256withRSA");
        var key = Base64.getDecoder().decode(told.get("ALIPAY_PRIVATE_KEY"));
        signer.initSign(
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
        signer.update((auth + "\nGET\n" + path + "\n\n").getBytes(GBK));
        var sign = Base64.getEncoder().encodeToString(signer.sign());
        var request =
                HttpRequest.newBuilder(URI.create(told.get("ALIPAY_URL") + path))
                        .header("authorization", "ALIPAY-SHA256withRSA " + auth + ",sign=" + sign)
                        .build();
        return JsonMapper.shared().readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private Map<String, String> statementOf(String day) throws Exception {
        var answer = asks("bill_type=trade&bill_date=" + day);
        var address = answer.path("bill_download_url").asString("");
        assertThat(address).as(answer.toString()).startsWith(simulator.url().toString());
        var zip =
                http.send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        BodyHandlers.ofByteArray());
        assertThat(zip.statusCode()).isEqualTo(200);
        var files = new LinkedHashMap<String, String>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()), GBK)) {
            for (var entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                files.put(entry.getName(), new String(entries.readAllBytes(), GBK));
            }
        }
        return files;
    }

    @Test
    void has_the_refunds_of_its_day_in_alipays_own_form() throws Exception {
        refund("pay_1-1", "T1", 9900);
        simulator.setFault(PaymentChannel.ALIPAY, Fault.SLOW, 1);
        refund("pay_2-1", "T2", 1);
        simulator.setFault(PaymentChannel.ALIPAY, Fault.ACCOUNT_CLOSED, 1);
        refund("pay_3-1", "T3", 100);
        clock.advance(Duration.ofSeconds(2));
        refund("pay_4-1", "T4", 500);
        clock.advance(Duration.ofDays(2));

        var files = statementOf("2026-11-24");
        assertThat(files.keySet())
                .containsExactly(
                        "20882026000000000156_20261124_业务明细.csv",
                        "20882026000000000156_20261124_业务明细(汇总).csv");
        var lines = files.values().iterator().next().split("\r\n");
        assertThat(lines[0]).isEqualTo("#支付宝业务明细查询");
        assertThat(lines[2])
                .isEqualTo("#起始日期：[2026年11月24日 00:00:00]   终止日期：[2026年11月25日 00:00:00]");
        var columns = lines[4].split(",");
        assertThat(columns).hasSize(25);
        assertThat(columns).contains("支付宝交易号", "商户订单号", "退款批次号/请求号");
        var refund = lines[5].split(",", -1);
        assertThat(refund).hasSize(25);
        assertThat(refund[0]).isEqualTo("T1\t");
        assertThat(refund[2]).isEqualTo("退款\t");
        assertThat(refund[5]).isEqualTo("2026-11-24 23:59:58");
        assertThat(refund[11]).isEqualTo("-99.00");
        assertThat(refund[21]).isEqualTo("pay_1-1\t");
        // What goes on to a card is in Alipay's books when Alipay took it on.
        assertThat(lines[6]).contains("pay_2-1").contains("-0.01");
        assertThat(lines[7]).startsWith("#").contains("业务明细列表结束");
        assertThat(lines[9]).isEqualTo("#退款合计：2笔，商家实收退款共-99.01元，商家优惠退款共0.00元");
        assertThat(files.toString()).doesNotContain("pay_3-1").doesNotContain("pay_4-1");
        assertThat(statementOf("2026-11-25").toString())
                .contains("pay_4-1")
                .doesNotContain("pay_1-1");
    }

    @Test
    void is_read_by_payout_service() throws Exception {
        refund("pay_1-1", "T1", 9900);
        refund("pay_2-1", "T2", 1);
        clock.advance(Duration.ofDays(1));
        var told = simulator.client("ALIPAY");
        var seal =
                AlipaySeal.of(
                        told.get("ALIPAY_APP_ID"),
                        told.get("ALIPAY_PRIVATE_KEY"),
                        told.get("ALIPAY_PUBLIC_KEY"));
        var limit = Duration.ofSeconds(20);
        var lines = new ArrayList<StatementLine>();
        try (var statements =
                new AlipayStatements(simulator.url(), limit, limit, seal, Clock.systemUTC())) {
            var day = LocalDate.parse("2026-11-24");
            assertThat(statements.read(day, lines::add)).isEqualTo(new Reading.Whole(2, 9_901, 0));
            assertThat(statements.read(day.minusDays(1), lines::add)).isEqualTo(new Reading.None());
        }
        assertThat(lines).extracting(StatementLine::refundNo).containsExactly("pay_1-1", "pay_2-1");
        assertThat(lines.getFirst())
                .isEqualTo(
                        new StatementLine(
                                1, "T1", "pay_1-1", 9900, Instant.parse("2026-11-24T15:59:58Z")));
    }

    @Test
    void is_there_from_nine_o_clock_on_the_next_day_if_there_is_anything_to_say() throws Exception {
        refund("pay_1-1", "T1", 9900);
        assertThat(asks("bill_type=trade&bill_date=2026-11-24").path("code").asString())
                .isEqualTo("INVAILID_ARGUMENTS");
        clock.advance(Duration.ofHours(9));
        assertThat(asks("bill_type=trade&bill_date=2026-11-24").path("code").asString())
                .isEqualTo("BILL_NOT_EXIST");
        clock.advance(Duration.ofSeconds(2));
        assertThat(statementOf("2026-11-24")).hasSize(2);
        assertThat(asks("bill_type=trade&bill_date=2026-11-23").path("code").asString())
                .isEqualTo("BILL_NOT_EXIST");
        assertThat(asks("bill_type=other&bill_date=2026-11-24").path("code").asString())
                .isEqualTo("INVAILID_ARGUMENTS");
        assertThat(asks("bill_type=trade&bill_date=2026-11-31").path("code").asString())
                .isEqualTo("INVAILID_ARGUMENTS");
    }

    @Test
    void is_given_to_nobody_who_was_not_given_its_address() throws Exception {
        refund("pay_1-1", "T1", 9900);
        clock.advance(Duration.ofDays(1));
        for (var path :
                new String[] {
                    StatementEndpoint.QUERY + "?bill_type=trade&bill_date=2026-11-24",
                    StatementEndpoint.DOWNLOAD + "?token=11111111-1111-1111-1111-111111111111",
                    StatementEndpoint.DOWNLOAD
                }) {
            var request = HttpRequest.newBuilder(simulator.url().resolve(path)).build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
                    .as(path)
                    .isIn(401, 403);
        }
    }

    @Test
    void can_be_read_of_entries_from_before_statements_were_made() throws Exception {
        simulator.close();
        var old =
                """
                {"channel":"ALIPAY","refundNo":"pay_9-1","channelTransactionId":"T9","amount":700,"currency":"CNY","account":null,"channelRefundId":"A9","settlesAt":"2026-11-24T02:00:00Z"}
                """;
        java.nio.file.Files.writeString(folder.resolve("channel-ledger.jsonl"), old);
        simulator = ChannelSimulator.start(0, folder, clock);
        clock.advance(Duration.ofDays(1));
        assertThat(statementOf("2026-11-24").toString()).contains("pay_9-1").contains("-7.00");
    }
}
