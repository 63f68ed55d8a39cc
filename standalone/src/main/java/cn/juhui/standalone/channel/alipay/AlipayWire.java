package cn.juhui.standalone.channel.alipay;

import cn.juhui.standalone.channel.wire.Counter.Flaw;
import cn.juhui.standalone.channel.wire.WireKeys;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What stands around every call of Alipay's OpenAPI: who isn't the client, or signed long ago, is refused; every answer is signed, and has the flaw that was ordered.
public final class AlipayWire {

    private static final String APP_ID = "2021000000000000";
    private static final Duration SKEW = Duration.ofMinutes(10);
    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    "ALIPAY-SHA256withRSA (?<auth>app_id=(?<app>[^,]*),nonce=[^,]{1,64},timestamp=(?<at>\\d{1,15})),sign=(?<sign>.+)");

    private final JsonMapper json = JsonMapper.builder().build();
    private final WireKeys keys;
    private final Clock realTime;

    /// @param realTime what signatures are dated by
    public AlipayWire(WireKeys keys, Clock realTime) {
        this.keys = keys;
        this.realTime = realTime;
    }

    /// What its client has to be told, by the names that payout-service knows.
    public Map<String, String> client() {
        return Map.of(
                "ALIPAY_PROTOCOL",
                "openapi-v3",
                "ALIPAY_APP_ID",
                APP_ID,
                "ALIPAY_PRIVATE_KEY",
                keys.clientKey(),
                "ALIPAY_PUBLIC_KEY",
                keys.ownKey());
    }

    /// Why it isn't believed to be the client's; null when it is.
    @Nullable String refusal(HttpExchange exchange, String path, String body) {
        var given = exchange.getRequestHeaders().getFirst("authorization");
        var header = AUTHORIZATION.matcher(given == null ? "" : given);
        if (!header.matches()) {
            return "missing-signature";
        }
        if (!header.group("app").equals(APP_ID)) {
            return "invalid-app-id";
        }
        var text = String.join("\n", header.group("auth"), exchange.getRequestMethod(), path, body);
        if (!keys.isClients(text + "\n", header.group("sign"))) {
            return "invalid-signature";
        }
        var at = Instant.ofEpochMilli(Long.parseLong(header.group("at")));
        return Duration.between(at, realTime.instant()).abs().compareTo(SKEW) > 0
                ? "invalid-timestamp"
                : null;
    }

    void refuse(HttpExchange exchange, int status, String code) throws IOException {
        send(
                exchange,
                status,
                Map.of("code", code, "message", code, "links", List.of()),
                Flaw.NONE);
    }

    void send(HttpExchange exchange, int status, Map<String, Object> content, Flaw flaw)
            throws IOException {
        var body = json.writeValueAsString(content);
        var at =
                realTime.instant().minus(flaw == Flaw.STALE ? SKEW.multipliedBy(2) : Duration.ZERO);
        var timestamp = Long.toString(at.toEpochMilli());
        var nonce = UUID.randomUUID().toString().replace("-", "");
        var signed = flaw == Flaw.BAD_SIGNATURE ? body + " " : body;
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json;charset=utf-8");
        headers.set("alipay-timestamp", timestamp);
        headers.set("alipay-nonce", nonce);
        headers.set("alipay-signature", keys.sign(timestamp + "\n" + nonce + "\n" + signed + "\n"));
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        var sent = flaw == Flaw.TRUNCATED ? bytes.length / 2 : bytes.length;
        exchange.getResponseBody().write(bytes, 0, sent);
        if (flaw == Flaw.TRUNCATED) {
            exchange.getResponseBody().flush();
        }
    }
}
