package cn.juhui.payout.adapter.channel.alipay;

import cn.juhui.payout.application.statement.Statements.Fault;
import cn.juhui.payout.application.statement.Statements.Reading;
import cn.juhui.payout.domain.statement.StatementLine;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/// Alipay's statement of a day's trades: of the CSV files in its zip the one called 业务明细 has the lines. They are read one by one, and nothing of them is
/// believed but what the statement's own sums say too.
final class AlipayStatement {

    private static final int LONGEST_NUMBER = 128;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu年MM月dd日");
    private static final String LINES = "_业务明细.csv";
    private static final String TITLE = "#支付宝业务明细查询";
    private static final String TRADE = "支付宝交易号";
    private static final String KIND = "业务类型";
    private static final String BOOKED_AT = "完成时间";
    private static final String TOTAL = "订单金额（元）";
    private static final String RECEIVED = "商家实收（元）";
    private static final String DISCOUNT = "商家优惠（元）";
    private static final String REQUEST = "退款批次号/请求号";
    private static final List<String> NEEDED =
            List.of(TRADE, KIND, BOOKED_AT, TOTAL, RECEIVED, DISCOUNT, REQUEST);
    private static final String SUM =
            "(?<count>[0-9]{1,9})笔，商家实收%1$s共(?<sum>-?[0-9.]+)元，商家优惠%1$s共(?<discount>-?[0-9.]+)元";
    private static final Pattern PAYMENTS = Pattern.compile("#交易合计：" + SUM.formatted(""));
    private static final Pattern REFUNDS = Pattern.compile("#退款合计：" + SUM.formatted("退款"));

    /// What was counted of one kind of lines.
    private static final class Sums {
        private int count;
        private long received;
        private long discount;
    }

    private final StatementZip.Lines lines;
    private final LocalDate day;
    private final Consumer<StatementLine> told;
    private final Sums payments = new Sums();
    private final Sums refunds = new Sums();
    private Map<String, Integer> columns = Map.of();
    private int width;
    private long amount;

    private AlipayStatement(StatementZip.Lines lines, LocalDate day, Consumer<StatementLine> told) {
        this.lines = lines;
        this.day = day;
        this.told = told;
    }

    /// @param told each refund as it is read, before it is known whether the whole is good
    /// @throws IOException when the stream itself can't be read
    static Reading read(InputStream packed, LocalDate day, Consumer<StatementLine> told)
            throws IOException {
        try (var zip = new StatementZip(packed)) {
            try {
                var statement = new AlipayStatement(zip.only(LINES), day, told);
                statement.readLines();
                zip.expectNoOther(LINES);
                return new Reading.Whole(
                        statement.refunds.count, statement.amount, statement.payments.count);
            } catch (UnusableException e) {
                return new Reading.Unreadable(e.fault(), zip.line());
            } catch (CharacterCodingException e) {
                return new Reading.Unreadable(Fault.WRONG_CHARSET, zip.line());
            } catch (ZipException | EOFException e) {
                return new Reading.Unreadable(Fault.TRUNCATED, zip.line());
            }
        }
    }

    private void readLines() throws IOException {
        expect(TITLE::equals, Fault.WRONG_HEADING);
        expect(text -> text.startsWith("#账号："), Fault.WRONG_HEADING);
        expect(this::isOfTheDay, Fault.ANOTHER_DAY);
        expect(text -> text.contains("-业务明细列表-"), Fault.WRONG_HEADING);
        readHeading(lines.next());
        var text = lines.next();
        for (; !text.startsWith("#"); text = lines.next()) {
            readLine(CsvLine.fields(text));
        }
        if (!text.contains("-业务明细列表结束-")) {
            throw new UnusableException(Fault.BROKEN_LINE);
        }
        check(lines.next(), PAYMENTS, payments);
        check(lines.next(), REFUNDS, refunds);
        expect(end -> end.startsWith("#导出时间："), Fault.BROKEN_LINE);
    }

    private void expect(Predicate<String> form, Fault fault) throws IOException {
        if (!form.test(lines.next())) {
            throw new UnusableException(fault);
        }
    }

    private boolean isOfTheDay(String text) {
        var form =
                "#起始日期：\\[%s 00:00:00]\\s+终止日期：\\[%s 00:00:00]"
                        .formatted(DAY.format(day), DAY.format(day.plusDays(1)));
        return text.matches(form);
    }

    private void readHeading(String text) throws UnusableException {
        var names = CsvLine.fields(text);
        var found = new HashMap<String, Integer>();
        for (int i = 0; i < names.size(); i++) {
            found.put(names.get(i), i);
        }
        if (!found.keySet().containsAll(NEEDED) || found.size() != names.size()) {
            throw new UnusableException(Fault.WRONG_HEADING);
        }
        columns = Map.copyOf(found);
        width = names.size();
    }

    private void readLine(List<String> fields) throws UnusableException {
        if (fields.size() != width) {
            throw new UnusableException(Fault.BROKEN_LINE);
        }
        switch (field(fields, KIND)) {
            case "交易" -> count(fields, payments, 1);
            case "退款" -> {
                count(fields, refunds, -1);
                tell(fields);
            }
            default -> throw new UnusableException(Fault.BROKEN_LINE);
        }
    }

    private String field(List<String> fields, String name) {
        return fields.get(Objects.requireNonNull(columns.get(name)));
    }

    /// @param sign 1 for what comes in, -1 for what goes out
    private void count(List<String> fields, Sums sums, int sign) throws UnusableException {
        var received = fen(field(fields, RECEIVED));
        var discount = fen(field(fields, DISCOUNT));
        if (received * sign < 0) {
            throw new UnusableException(Fault.BROKEN_LINE);
        }
        sums.count++;
        sums.received += received;
        sums.discount += discount;
    }

    private void tell(List<String> fields) throws UnusableException {
        var payment = field(fields, TRADE);
        var number = field(fields, REQUEST);
        var fen = -fen(field(fields, TOTAL));
        if (payment.isEmpty()
                || payment.length() > LONGEST_NUMBER
                || number.length() > LONGEST_NUMBER
                || fen <= 0) {
            throw new UnusableException(Fault.BROKEN_LINE);
        }
        try {
            var at = LocalDateTime.parse(field(fields, BOOKED_AT), TIME).atZone(SHANGHAI);
            amount += fen;
            told.accept(new StatementLine(refunds.count, payment, number, fen, at.toInstant()));
        } catch (DateTimeException e) {
            throw new UnusableException(Fault.BROKEN_LINE);
        }
    }

    private void check(String text, Pattern form, Sums sums) throws UnusableException {
        var said = form.matcher(text);
        if (!said.matches()
                || Integer.parseInt(said.group("count")) != sums.count
                || fen(said.group("sum")) != sums.received
                || fen(said.group("discount")) != sums.discount) {
            throw new UnusableException(Fault.WRONG_SUMS);
        }
    }

    /// Fen, with its sign.
    private static long fen(String yuan) throws UnusableException {
        var negative = yuan.startsWith("-");
        Optional<Long> fen = Yuan.fen(negative ? yuan.substring(1) : yuan);
        if (fen.isEmpty()) {
            throw new UnusableException(Fault.BROKEN_LINE);
        }
        return negative ? -fen.get() : fen.get();
    }
}
