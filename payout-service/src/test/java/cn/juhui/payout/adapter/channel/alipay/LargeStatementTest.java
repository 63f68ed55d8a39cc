package cn.juhui.payout.adapter.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.payout.application.statement.Statements.Reading;
import cn.juhui.payout.domain.statement.BookedRefund;
import cn.juhui.payout.domain.statement.Matching;
import cn.juhui.payout.domain.statement.StatementLine;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many lines of refunds, read and matched as they come. `-Djuhui.statement.lines=` says how many; the normal build reads 20,000 of them.
class LargeStatementTest {

    private static final int LINES = Integer.getInteger("juhui.statement.lines", 20_000);
    private static final int PAGE = 1_000;
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final long MOST_HELD = 64L * 1024 * 1024;

    @TempDir private Path folder;

    private static String number(int i) {
        return "pay_%032x-1".formatted(i);
    }

    private Path statement() throws IOException {
        var file = folder.resolve("statement.zip");
        var gbk = Charset.forName("GBK");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file), gbk)) {
            zip.putNextEntry(new ZipEntry("20882026000000000156_20261124_业务明细.csv"));
            var csv = new OutputStreamWriter(zip, gbk);
            csv.write("#支付宝业务明细查询\r\n#账号：[20882026000000000156]\r\n");
            csv.write("#起始日期：[2026年11月24日 00:00:00]   终止日期：[2026年11月25日 00:00:00]\r\n");
            csv.write("#-----业务明细列表-----\r\n");
            csv.write("支付宝交易号,商家订单号,业务类型,完成时间,订单金额（元）,商家实收（元）,商家优惠（元）,退款批次号/请求号\r\n");
            for (int i = 1; i <= LINES; i++) {
                var line =
                        "2026112422001400000000%06d\t,JH%d\t,退款\t,2026-11-24"
                                + " 10:00:05,-1.00,-1.00,0.00,%s\t\r\n";
                csv.write(line.formatted(i, i, number(i)));
            }
            csv.write("#-----业务明细列表结束-----\r\n");
            csv.write("#交易合计：0笔，商家实收共0.00元，商家优惠共0.00元\r\n");
            csv.write("#退款合计：%d笔，商家实收退款共-%d.00元，商家优惠退款共0.00元\r\n".formatted(LINES, LINES));
            csv.write("#导出时间：[2026年11月25日 05:46:49]\r\n");
            csv.flush();
        }
        return file;
    }

    private static BookedRefund booked(StatementLine line) {
        var number = line.refundNo();
        var payoutId = number.substring(0, number.lastIndexOf('-'));
        return new BookedRefund(number, payoutId, line.payment(), 100, true);
    }

    private static void match(Matching matching, List<StatementLine> page) {
        Map<String, BookedRefund> books =
                page.stream()
                        .filter(line -> line.number() % 1_000 != 0)
                        .collect(
                                Collectors.toMap(
                                        StatementLine::refundNo, LargeStatementTest::booked));
        matching.lines(page, Set.of(), books);
        page.clear();
    }

    private static long held() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void is_read_and_matched_in_less_than_a_minute_and_is_never_held() throws IOException {
        var file = statement();
        var matching = new Matching();
        var page = new ArrayList<StatementLine>();
        var before = held();
        var most = new long[1];
        var start = Instant.now();
        Reading reading;
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            reading =
                    AlipayStatement.read(
                            in,
                            DAY,
                            line -> {
                                page.add(line);
                                if (page.size() == PAGE) {
                                    match(matching, page);
                                    if (line.number() == LINES / PAGE / 2 * PAGE) {
                                        most[0] = held() - before;
                                    }
                                }
                            });
        }
        match(matching, page);
        var took = Duration.between(start, Instant.now());
        System.out.printf(
                "%d lines read and matched in %d ms, %d KB held half-way%n",
                LINES, took.toMillis(), most[0] / 1024);
        assertThat(reading).isEqualTo(new Reading.Whole(LINES, LINES * 100L, 0));
        assertThat(matching.matched()).isEqualTo(LINES - LINES / 1_000);
        assertThat(matching.breaks()).hasSize(LINES / 1_000);
        assertThat(took).isLessThan(A_MINUTE);
        assertThat(most[0]).isLessThan(MOST_HELD);
    }
}
