package cn.juhui.standalone.channel.alipay;

import cn.juhui.standalone.channel.wire.Counter.Booked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A day's statement of trades in the form that Alipay gives it: a zip with the lines (业务明细) and their sums (业务明细(汇总)), both CSV in GBK. No payment
/// was ever made here, so there are refunds only.
///
/// Source of the form: the files behind `alipay.data.dataservice.bill.downloadurl.query` with `bill_type=trade`.
final class Statement {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// Whose statement it is, as its files are named: the partner's id with four digits behind it.
    static final String ACCOUNT = "20882026000000000156";

    private static final Charset GBK = Charset.forName("GBK");
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZONE);
    private static final DateTimeFormatter HEAD_TIME =
            DateTimeFormatter.ofPattern("uuuu年MM月dd日 HH:mm:ss").withZone(ZONE);
    private static final String RULE = "-----------------------------------------";
    private static final String HEADING =
            "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
                    + "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,"
                    + "券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
    private static final String SUMS_HEADING =
            "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,"
                    + "卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）";

    private final LocalDate day;
    private final List<Booked> refunds;
    private final Instant madeAt;

    /// @param madeAt what the statement says of when it was made
    Statement(LocalDate day, List<Booked> refunds, Instant madeAt) {
        this.day = day;
        this.refunds = List.copyOf(refunds);
        this.madeAt = madeAt;
    }

    /// The name of the zip without its end.
    static String name(LocalDate day) {
        return ACCOUNT + "_" + DATE.format(day);
    }

    byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, GBK)) {
            zip.putNextEntry(new ZipEntry(name(day) + "_业务明细.csv"));
            writeLines(zip);
            zip.putNextEntry(new ZipEntry(name(day) + "_业务明细(汇总).csv"));
            writeSums(zip);
        }
        return bytes.toByteArray();
    }

    private String sum() {
        return yuan(-refunds.stream().mapToLong(Booked::amount).sum());
    }

    private void writeLines(OutputStream out) throws IOException {
        var csv = new OutputStreamWriter(out, GBK);
        head(csv, "#支付宝业务明细查询", "业务明细列表");
        csv.write(HEADING + "\r\n");
        for (var refund : refunds) {
            csv.write(line(refund));
        }
        csv.write("#" + RULE + "业务明细列表结束------------------------------------\r\n");
        csv.write("#交易合计：0笔，商家实收共0.00元，商家优惠共0.00元\r\n");
        csv.write("#退款合计：%d笔，商家实收退款共%s元，商家优惠退款共0.00元\r\n".formatted(refunds.size(), sum()));
        foot(csv);
    }

    private void head(OutputStreamWriter csv, String title, String list) throws IOException {
        csv.write(title + "\r\n#账号：[" + ACCOUNT + "]\r\n");
        csv.write(
                "#起始日期：[%s]   终止日期：[%s]\r\n"
                        .formatted(
                                HEAD_TIME.format(day.atStartOfDay(ZONE)),
                                HEAD_TIME.format(day.plusDays(1).atStartOfDay(ZONE))));
        csv.write("#" + RULE + list + "----------------------------------------\r\n");
    }

    private void foot(OutputStreamWriter csv) throws IOException {
        csv.write("#导出时间：[" + HEAD_TIME.format(madeAt) + "]\r\n");
        csv.flush();
    }

    private static String line(Booked refund) {
        var at = TIME.format(refund.at());
        var amount = yuan(-refund.amount());
        return String.join(
                        ",",
                        refund.payment() + "\t",
                        refund.payment() + "\t",
                        "退款\t",
                        "",
                        at,
                        at,
                        "\t",
                        "\t",
                        "\t",
                        "\t",
                        "\t",
                        amount,
                        amount,
                        "0.00",
                        "0.00",
                        "0.00",
                        "0.00",
                        "0.00",
                        "",
                        "0.00\t",
                        "0.00",
                        refund.refundNo() + "\t",
                        "0.00",
                        "0.00",
                        "")
                + "\r\n";
    }

    private void writeSums(OutputStream out) throws IOException {
        var csv = new OutputStreamWriter(out, GBK);
        head(csv, "#支付宝业务汇总查询", "业务汇总列表");
        csv.write(SUMS_HEADING + "\r\n");
        csv.write(
                "合计\t,\t,0,%d,%s,%s,0.00,0.00,0.00,0.00,0.00,%s\r\n"
                        .formatted(refunds.size(), sum(), sum(), sum()));
        csv.write("#" + RULE + "业务汇总列表结束------------------------------------\r\n");
        foot(csv);
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
