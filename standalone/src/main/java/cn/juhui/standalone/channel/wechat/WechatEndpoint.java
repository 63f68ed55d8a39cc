package cn.juhui.standalone.channel.wechat;

import cn.juhui.standalone.channel.wire.Counter;
import cn.juhui.standalone.channel.wire.Counter.Flaw;
import cn.juhui.standalone.channel.wire.Counter.Refund;
import cn.juhui.standalone.channel.wire.WireKeys;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `POST /v3/refund/domestic/refunds` and `GET /v3/refund/domestic/refunds/{out_refund_no}`, in WeChat Pay's own field names and codes. What isn't signed by
/// the client, or was signed long ago, is refused; every answer is signed.
public final class WechatEndpoint implements HttpHandler {

    public static final String REFUNDS = "/v3/refund/domestic/refunds";

    private static final String MERCHANT_ID = "1900000001";
    private static final String SERIAL = "5157F09EFDC096DE15EBE81A47057A72";
    private static final String KEY_ID = "PUB_KEY_ID_0119000000012026112800000001";
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int LARGEST_BODY = 16 * 1024;
    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    "WECHATPAY2-SHA256-RSA2048 mchid=\"(?<who>[^\"]*)\",nonce_str=\"(?<nonce>[^\"]{1,64})\",timestamp=\"(?<at>\\d{1,12})\",serial_no=\"(?<serial>[^\"]*)\",signature=\"(?<sign>[^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z_|*@-]{1,64}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx")
                    .withZone(ZoneId.of("Asia/Shanghai"));

    record Request(
            @JsonProperty("transaction_id") @Nullable String transactionId,
            @JsonProperty("out_refund_no") @Nullable String outRefundNo,
            @Nullable Amount amount) {}

    record Amount(@Nullable Long refund, @Nullable Long total, @Nullable String currency) {}

    private record Asked(String payment, String refundNo, long refund, long total) {}

    private final JsonMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final WireKeys keys;
    private final Counter counter;
    private final Clock realTime;

    /// @param realTime what signatures are dated by
    public WechatEndpoint(WireKeys keys, Counter counter, Clock realTime) {
        this.keys = keys;
        this.counter = counter;
        this.realTime = realTime;
    }

    /// What its client has to be told, by the names that payout-service knows.
    public Map<String, String> client() {
        return Map.of(
                "WECHAT_PROTOCOL",
                "api-v3",
                "WECHAT_MERCHANT_ID",
                MERCHANT_ID,
                "WECHAT_CERTIFICATE_SERIAL",
                SERIAL,
                "WECHAT_PRIVATE_KEY",
                keys.clientKey(),
                "WECHAT_PUBLIC_KEYS",
                KEY_ID + "=" + keys.ownKey());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            var bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            var body = new String(bytes, StandardCharsets.UTF_8);
            if (bytes.length > LARGEST_BODY) {
                refuse(exchange, 400, "PARAM_ERROR");
            } else if (!isClients(exchange, body)) {
                refuse(exchange, 401, "SIGN_ERROR");
            } else if (exchange.getRequestMethod().equals("POST") && path.equals(REFUNDS)) {
                refund(exchange, read(body));
            } else if (exchange.getRequestMethod().equals("GET")
                    && path.startsWith(REFUNDS + "/")) {
                query(exchange, path.substring(REFUNDS.length() + 1));
            } else {
                refuse(exchange, 404, "NOT_FOUND");
            }
        }
    }

    private boolean isClients(HttpExchange exchange, String body) {
        var given = exchange.getRequestHeaders().getFirst("Authorization");
        var header = AUTHORIZATION.matcher(given == null ? "" : given);
        if (!header.matches()
                || !header.group("who").equals(MERCHANT_ID)
                || !header.group("serial").equals(SERIAL)) {
            return false;
        }
        var text =
                String.join(
                        "\n",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        header.group("at"),
                        header.group("nonce"),
                        body);
        var at = Instant.ofEpochSecond(Long.parseLong(header.group("at")));
        return keys.isClients(text + "\n", header.group("sign"))
                && Duration.between(at, realTime.instant()).abs().compareTo(SKEW) <= 0;
    }

    private @Nullable Asked read(String body) {
        try {
            var request = json.readValue(body, Request.class);
            if (request == null
                    || request.transactionId() == null
                    || request.outRefundNo() == null
                    || !NUMBER.matcher(request.transactionId()).matches()
                    || !NUMBER.matcher(request.outRefundNo()).matches()) {
                return null;
            }
            return request.amount() instanceof Amount(Long refund, Long total, String currency)
                            && refund != null
                            && total != null
                            && "CNY".equals(currency)
                            && refund >= 1
                    ? new Asked(request.transactionId(), request.outRefundNo(), refund, total)
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private void refund(HttpExchange exchange, @Nullable Asked asked) throws IOException {
        if (asked == null) {
            refuse(exchange, 400, "PARAM_ERROR");
            return;
        }
        var said = counter.refund(asked.payment(), asked.refundNo(), asked.refund(), asked.total());
        switch (said.flaw()) {
            case SILENT -> counter.keepSilent();
            case SERVER_ERROR -> refuse(exchange, 500, "SYSTEM_ERROR");
            case LIMITED -> refuse(exchange, 429, "FREQUENCY_LIMITED");
            case RESET -> {} // Closed without an answer.
            case NONE, TRUNCATED, BAD_SIGNATURE, STALE, WRONG_AMOUNT -> answer(exchange, said);
        }
    }

    private void answer(HttpExchange exchange, Counter.Said said) throws IOException {
        switch (Objects.requireNonNull(said.outcome())) {
            case TAKEN, REPEATED, STUCK -> {
                var refund = Objects.requireNonNull(said.refund());
                send(exchange, 200, content(refund, said.flaw()), said.flaw());
            }
            case DISCORDANT, TOO_MUCH, TOO_MANY -> refuse(exchange, 400, "INVALID_REQUEST");
            case NO_BALANCE -> refuse(exchange, 403, "NOT_ENOUGH");
            case TOO_OLD -> refuse(exchange, 400, "TRADE_OVERDUE");
            case TOO_CLOSE -> refuse(exchange, 429, "FREQUENCY_LIMITED");
        }
    }

    private void query(HttpExchange exchange, String refundNo) throws IOException {
        var refund = counter.find(refundNo);
        if (refund.isEmpty()) {
            refuse(exchange, 404, "RESOURCE_NOT_EXISTS");
        } else {
            send(exchange, 200, content(refund.get(), Flaw.NONE), Flaw.NONE);
        }
    }

    private static Map<String, Object> content(Refund refund, Flaw flaw) {
        var amount = new LinkedHashMap<String, Object>();
        amount.put("refund", flaw == Flaw.WRONG_AMOUNT ? refund.amount() - 1 : refund.amount());
        amount.put("currency", "CNY");
        var body = new LinkedHashMap<String, Object>();
        body.put("refund_id", refund.refundId());
        body.put("out_refund_no", refund.refundNo());
        body.put("transaction_id", refund.payment());
        body.put("channel", "ORIGINAL");
        body.put(
                "status",
                switch (refund.standing()) {
                    case PAID -> "SUCCESS";
                    case UNDER_WAY -> "PROCESSING";
                    case STUCK, TAKEN_BACK -> "ABNORMAL";
                });
        if (refund.paidAt() != null) {
            body.put("success_time", TIME.format(refund.paidAt()));
        }
        body.put("amount", amount);
        return body;
    }

    private void refuse(HttpExchange exchange, int status, String code) throws IOException {
        send(exchange, status, Map.of("code", code, "message", code), Flaw.NONE);
    }

    private void send(HttpExchange exchange, int status, Map<String, Object> content, Flaw flaw)
            throws IOException {
        var body = json.writeValueAsString(content);
        var at =
                realTime.instant().minus(flaw == Flaw.STALE ? SKEW.multipliedBy(2) : Duration.ZERO);
        var timestamp = Long.toString(at.getEpochSecond());
        var nonce = UUID.randomUUID().toString().replace("-", "");
        var signed = flaw == Flaw.BAD_SIGNATURE ? body + " " : body;
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json; charset=utf-8");
        headers.set("Wechatpay-Timestamp", timestamp);
        headers.set("Wechatpay-Nonce", nonce);
        headers.set("Wechatpay-Serial", KEY_ID);
        headers.set(
                "Wechatpay-Signature", keys.sign(timestamp + "\n" + nonce + "\n" + signed + "\n"));
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        var sent = flaw == Flaw.TRUNCATED ? bytes.length / 2 : bytes.length;
        exchange.getResponseBody().write(bytes, 0, sent);
        if (flaw == Flaw.TRUNCATED) {
            exchange.getResponseBody().flush();
        }
    }
}
