package cn.juhui.standalone.channel.alipay;

import cn.juhui.standalone.channel.wire.Counter;
import cn.juhui.standalone.channel.wire.Counter.Flaw;
import cn.juhui.standalone.channel.wire.Counter.Outcome;
import cn.juhui.standalone.channel.wire.Counter.Refund;
import cn.juhui.standalone.channel.wire.Counter.Standing;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `POST /v3/alipay/trade/refund` and `POST /v3/alipay/trade/fastpay/refund/query`, in Alipay's own field names and codes. What isn't signed by the client,
/// or was signed long ago, is refused; every answer is signed.
public final class AlipayEndpoint implements HttpHandler {

    static final String REFUND = "/v3/alipay/trade/refund";
    static final String QUERY = "/v3/alipay/trade/fastpay/refund/query";

    private static final int LARGEST_BODY = 16 * 1024;
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    record Request(
            @JsonProperty("trade_no") @Nullable String tradeNo,
            @JsonProperty("out_request_no") @Nullable String outRequestNo,
            @JsonProperty("refund_amount") @Nullable String refundAmount,
            @JsonProperty("query_options") @Nullable List<String> queryOptions) {}

    /// With both names that a refund goes by.
    private record Asked(
            String tradeNo, String requestNo, @Nullable String amount, List<String> options) {}

    private final JsonMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final AlipayWire wire;
    private final Counter counter;

    /// @param wire checks and signs
    public AlipayEndpoint(AlipayWire wire, Counter counter) {
        this.wire = wire;
        this.counter = counter;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            var body = new String(bytes, StandardCharsets.UTF_8);
            var call = exchange.getRequestMethod() + " " + path;
            var refusal = wire.refusal(exchange, path, body);
            if (bytes.length > LARGEST_BODY) {
                wire.refuse(exchange, 400, "invalid-parameter");
            } else if (refusal != null) {
                wire.refuse(exchange, 401, refusal);
            } else if (call.equals("POST " + REFUND)) {
                refund(exchange, read(body));
            } else if (call.equals("POST " + QUERY)) {
                query(exchange, read(body));
            } else {
                wire.refuse(exchange, 404, "invalid-method");
            }
        }
    }

    private @Nullable Asked read(String body) {
        try {
            var request = json.readValue(body, Request.class);
            if (request == null || request.tradeNo() == null || request.outRequestNo() == null) {
                return null;
            }
            var named =
                    NUMBER.matcher(request.tradeNo()).matches()
                            && NUMBER.matcher(request.outRequestNo()).matches();
            return named
                    ? new Asked(
                            request.tradeNo(),
                            request.outRequestNo(),
                            request.refundAmount(),
                            request.queryOptions() == null ? List.of() : request.queryOptions())
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private void refund(HttpExchange exchange, @Nullable Asked request) throws IOException {
        var yuan = request == null ? null : request.amount();
        if (request == null || yuan == null || !yuan.matches("[0-9]{1,9}(\\.[0-9]{1,2})?")) {
            wire.refuse(exchange, 400, "ACQ.INVALID_PARAMETER");
            return;
        }
        var fen = new BigDecimal(yuan).movePointRight(2).longValueExact();
        if (fen < 1) {
            wire.refuse(exchange, 400, "ACQ.REFUND_FEE_ERROR");
            return;
        }
        var said = counter.refund(request.tradeNo(), request.requestNo(), fen, null);
        switch (said.flaw()) {
            case SILENT -> counter.keepSilent();
            case SERVER_ERROR -> wire.refuse(exchange, 500, "ACQ.SYSTEM_ERROR");
            case LIMITED -> wire.refuse(exchange, 429, "app-call-limited");
            case RESET -> {} // Closed without an answer.
            case NONE, TRUNCATED, BAD_SIGNATURE, STALE, WRONG_AMOUNT ->
                    answer(exchange, request.tradeNo(), said);
        }
    }

    private void answer(HttpExchange exchange, String tradeNo, Counter.Said said)
            throws IOException {
        var outcome = java.util.Objects.requireNonNull(said.outcome());
        switch (outcome) {
            case TAKEN, REPEATED ->
                    wire.send(
                            exchange,
                            200,
                            refunded(
                                    tradeNo,
                                    outcome,
                                    java.util.Objects.requireNonNull(said.refund()),
                                    said.flaw()),
                            said.flaw());
            case STUCK -> wire.refuse(exchange, 400, "ACQ.CUSTOMER_VALIDATE_ERROR");
            case DISCORDANT -> wire.refuse(exchange, 400, "ACQ.DISCORDANT_REPEAT_REQUEST");
            case NO_BALANCE -> wire.refuse(exchange, 400, "ACQ.SELLER_BALANCE_NOT_ENOUGH");
            case TOO_OLD -> wire.refuse(exchange, 400, "ACQ.TRADE_HAS_FINISHED");
            case TOO_MUCH -> wire.refuse(exchange, 400, "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
            case TOO_MANY -> wire.refuse(exchange, 400, "ACQ.TRADE_NOT_ALLOW_REFUND");
            case TOO_CLOSE -> wire.refuse(exchange, 429, "method-call-limited");
        }
    }

    /// Only the first request of a number says that it moved money.
    private static Map<String, Object> refunded(
            String tradeNo, Outcome outcome, Refund money, Flaw flaw) {
        var body = new LinkedHashMap<String, Object>();
        body.put("trade_no", tradeNo);
        body.put("fund_change", outcome == Outcome.TAKEN ? "Y" : "N");
        body.put(
                "refund_fee",
                yuan(flaw == Flaw.WRONG_AMOUNT ? money.amount() - 1 : money.refunded()));
        if (money.paidAt() == null) {
            body.put("has_deposit_back", "Y");
        } else {
            body.put("gmt_refund_pay", TIME.format(money.paidAt()));
        }
        return body;
    }

    private void query(HttpExchange exchange, @Nullable Asked request) throws IOException {
        if (request == null) {
            wire.refuse(exchange, 400, "ACQ.INVALID_PARAMETER");
            return;
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("trade_no", request.tradeNo());
        body.put("out_request_no", request.requestNo());
        counter.find(request.requestNo())
                .filter(refund -> refund.payment().equals(request.tradeNo()))
                .filter(AlipayEndpoint::isOnRecord)
                .ifPresent(money -> {
                    body.put("refund_amount", yuan(money.amount()));
                    body.put("refund_status", "REFUND_SUCCESS");
                    if (money.paidAt() == null && request.options().contains("deposit_back_info")) {
                        body.put(
                                "deposit_back_info",
                                Map.of(
                                        "has_deposit_back", "true",
                                        "dback_status", "P",
                                        "dback_amount", yuan(money.amount())));
                    }
                    if (money.paidAt() != null && request.options().contains("gmt_refund_pay")) {
                        body.put("gmt_refund_pay", TIME.format(money.paidAt()));
                    }
                });
        wire.send(exchange, 200, body, Flaw.NONE);
    }

    /// Of what it refused or undid Alipay keeps nothing.
    private static boolean isOnRecord(Refund refund) {
        return refund.standing() == Standing.PAID || refund.standing() == Standing.UNDER_WAY;
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
