package cn.juhui.standalone.channel.alipay;

import cn.juhui.standalone.channel.wire.Counter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `GET /v3/alipay/data/dataservice/bill/downloadurl/query`, and the address that it gives: a day's statement is there from nine o'clock on the next day,
/// its address for thirty seconds. A day without a refund has none.
public final class StatementEndpoint implements HttpHandler {

    static final String QUERY = "/v3/alipay/data/dataservice/bill/downloadurl/query";
    static final String DOWNLOAD = "/downloadBillFile.resource";

    /// How long an address is good for, in real time.
    static final Duration GOOD_FOR = Duration.ofSeconds(30);

    private static final LocalTime MADE_AT = LocalTime.of(9, 0);
    private static final Pattern ASKED =
            Pattern.compile(
                    "bill_type=(?<type>[a-z_]{1,40})&bill_date=(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})");
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)token=(?<token>[0-9a-f-]{36})$");

    private record Given(LocalDate day, Instant at) {}

    private final AlipayWire wire;
    private final Counter counter;
    private final Clock clock;
    private final Clock realTime;
    private final Map<String, Given> addresses = new ConcurrentHashMap<>();

    /// @param wire checks and signs
    /// @param clock business time: it says which days are over
    /// @param realTime how old an address is
    public StatementEndpoint(AlipayWire wire, Counter counter, Clock clock, Clock realTime) {
        this.wire = wire;
        this.counter = counter;
        this.clock = clock;
        this.realTime = realTime;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            switch (call) {
                case "GET " + QUERY -> giveAddress(exchange);
                case "GET " + DOWNLOAD -> download(exchange);
                default -> wire.refuse(exchange, 404, "invalid-method");
            }
        }
    }

    private void giveAddress(HttpExchange exchange) throws IOException {
        var refusal = wire.refusal(exchange, exchange.getRequestURI().toString(), "");
        var day = day(exchange.getRequestURI().getRawQuery());
        if (refusal != null) {
            wire.refuse(exchange, 401, refusal);
        } else if (day.isEmpty() || !day.get().isBefore(today())) {
            wire.refuse(exchange, 400, "INVAILID_ARGUMENTS");
        } else if (!isMade(day.get()) || counter.booked(day.get(), Statement.ZONE).isEmpty()) {
            wire.refuse(exchange, 400, "BILL_NOT_EXIST");
        } else {
            wire.send(
                    exchange,
                    200,
                    Map.of("bill_download_url", address(exchange, day.get())),
                    Counter.Flaw.NONE);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Statement.ZONE);
    }

    private boolean isMade(LocalDate day) {
        var made = day.plusDays(1).atTime(MADE_AT).atZone(Statement.ZONE).toInstant();
        return !clock.instant().isBefore(made);
    }

    private static Optional<LocalDate> day(@Nullable String query) {
        var asked = ASKED.matcher(query == null ? "" : query);
        if (!asked.matches() || !asked.group("type").equals("trade")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(asked.group("day")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String address(HttpExchange exchange, LocalDate day) {
        var now = realTime.instant();
        addresses.values().removeIf(given -> given.at().plus(GOOD_FOR).isBefore(now));
        var token = UUID.randomUUID().toString();
        addresses.put(token, new Given(day, now));
        var name = Statement.name(day);
        return "http://%s%s?bizType=trade&userId=%s&fileType=csv.zip&bizDates=%s&downloadFileName=%s.csv.zip&timestamp=%d&token=%s"
                .formatted(
                        exchange.getRequestHeaders().getFirst("Host"),
                        DOWNLOAD,
                        Statement.ACCOUNT,
                        name.substring(name.indexOf('_') + 1),
                        name,
                        now.toEpochMilli(),
                        token);
    }

    private void download(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var token = TOKEN.matcher(query == null ? "" : query);
        var given = token.find() ? addresses.get(token.group("token")) : null;
        if (given == null || given.at().plus(GOOD_FOR).isBefore(realTime.instant())) {
            send(
                    exchange,
                    403,
                    "text/plain;charset=utf-8",
                    "下载超时，请重新下载".getBytes(StandardCharsets.UTF_8));
            return;
        }
        var refunds = counter.booked(given.day(), Statement.ZONE);
        var zip = new Statement(given.day(), refunds, clock.instant()).zip();
        send(exchange, 200, "application/octet-stream", zip);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
