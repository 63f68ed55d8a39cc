package cn.juhui.scenarios.anything;

import static cn.juhui.scenarios.anything.Oddities.oneOf;

import cn.juhui.platform.testkit.Wire;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Draws requests: most of them nearly as the API document wants them, with real ids in them; some out of thin air.
final class Anything {

    private static final List<String> METHODS =
            List.of(
                    "GET",
                    "HEAD",
                    "POST",
                    "PUT",
                    "PATCH",
                    "DELETE",
                    "OPTIONS",
                    "TRACE",
                    "QUERY",
                    "get",
                    "LOCK",
                    "CONNECT",
                    "M-SEARCH");

    private static final List<String> HEADERS =
            List.of(
                    "Accept",
                    "Accept-Charset",
                    "Accept-Encoding",
                    "Accept-Language",
                    "Authorization",
                    "Cache-Control",
                    "Content-Encoding",
                    "Content-Language",
                    "Content-Type",
                    "Cookie",
                    "Date",
                    "Expect",
                    "Forwarded",
                    "From",
                    "If-Match",
                    "If-Modified-Since",
                    "If-None-Match",
                    "If-Range",
                    "If-Unmodified-Since",
                    "Idempotency-Key",
                    "Last-Event-ID",
                    "Origin",
                    "Access-Control-Request-Method",
                    "Pragma",
                    "Prefer",
                    "Range",
                    "Referer",
                    "TE",
                    "Trailer",
                    "traceparent",
                    "tracestate",
                    "Upgrade",
                    "User-Agent",
                    "Via",
                    "X-Device-Name",
                    "X-Forwarded-For",
                    "X-Forwarded-Prefix",
                    "X-HTTP-Method-Override",
                    "X-User-Id");

    private static final List<String> TYPES =
            List.of(
                    "application/json",
                    "application/json; charset=utf-8",
                    "application/json; charset=GBK",
                    "application/json; charset=",
                    "application/*",
                    "*/*",
                    "text/csv",
                    "text/csv; charset=GB18030",
                    "text/plain",
                    "multipart/form-data",
                    "multipart/form-data; boundary=b",
                    "multipart/form-data; boundary=",
                    "multipart/form-data; boundary=\"张\"",
                    "multipart/mixed; boundary=b",
                    "application/x-www-form-urlencoded",
                    "application/xml",
                    "application/problem+json",
                    "application/octet-stream",
                    "a/b/c",
                    ";");

    private static final List<String> VALUES =
            List.of(
                    "wait=1",
                    "\"1\"",
                    "\"2\", \"3\"",
                    "*",
                    "bytes=0-1",
                    "bytes=9-1",
                    "en",
                    "zh-CN,*;q=0",
                    "en;q=x",
                    "gzip",
                    "identity",
                    "br",
                    "100-continue",
                    "200-maybe",
                    "application/json",
                    "text/html",
                    "image/*;q=9",
                    "websocket",
                    "h2c",
                    "trailers",
                    "close",
                    "null",
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private final JsonNode document;
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, List<String>> ids;

    private record Call(String method, String path, JsonNode operation) {}

    /// @param ids what can stand in a path or a member of this name, such as `orderId`
    Anything(JsonNode document, Map<String, List<String>> ids) {
        this.document = document;
        this.ids = ids;
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(o ->
                                        calls.add(
                                                new Call(
                                                        o.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        o.getValue()))));
    }

    /// @param token empty for nobody
    Asked draw(Random random, String token) {
        var call = oneOf(calls, random);
        var method = random.nextInt(7) > 0 ? call.method() : oneOf(METHODS, random);
        var target = target(call, random);
        var lines = new ArrayList<String>();
        lines.add(method + " " + Wire.utf8(target) + " HTTP/1.1");
        if (!token.isEmpty()) {
            lines.add("Authorization: Bearer " + token);
        }
        var body = body(call, random, lines);
        if (random.nextInt(3) > 0) {
            lines.add(
                    "Idempotency-Key: "
                            + UUID.nameUUIDFromBytes(target.getBytes(StandardCharsets.UTF_8)));
        }
        for (int i = 0; i < random.nextInt(4); i++) {
            lines.add(header(random));
        }
        frame(lines, body, random);
        return new Asked(method, lines, body);
    }

    private static String header(Random random) {
        var name = random.nextInt(12) > 0 ? oneOf(HEADERS, random) : "X-" + random.nextInt(99);
        var value =
                switch (random.nextInt(3)) {
                    case 0 -> oneOf(name.equals("Content-Type") ? TYPES : VALUES, random);
                    case 1 -> Oddities.text(random);
                    default -> oneOf(VALUES, random) + Oddities.text(random);
                };
        return name
                + ": "
                + Wire.utf8(random.nextInt(20) > 0 ? value.replaceAll("\\p{Cntrl}", "") : value);
    }

    /// How long the body is, as honest clients say it, and sometimes otherwise: never longer than it is, which is another story.
    private static void frame(List<String> lines, byte[] body, Random random) {
        switch (random.nextInt(body.length > 0 ? 40 : 200)) {
            case 0 ->
                    lines.add(
                            "Transfer-Encoding: "
                                    + oneOf(
                                            List.of("foo", "gzip", "identity", "chunked, foo"),
                                            random));
            case 1 ->
                    lines.add(
                            "Content-Length: "
                                    + oneOf(
                                            List.of("-1", "x", "", "99999999999999999999"),
                                            random));
            case 2 -> lines.add("Content-Length: " + body.length / 2);
            case 3 -> {
                lines.add("Content-Length: " + body.length);
                lines.add("Content-Length: " + body.length);
            }
            default -> {
                if (body.length > 0) {
                    lines.add("Content-Length: " + body.length);
                }
            }
        }
    }

    private String target(Call call, Random random) {
        if (random.nextInt(25) == 0) {
            return "/"
                    + oneOf(
                            List.of(
                                    "",
                                    "v1/",
                                    "v1/refunds/",
                                    "docs/",
                                    "schemas/",
                                    "error",
                                    "actuator/",
                                    "internal/",
                                    "%",
                                    "%c0%af",
                                    "..;/"),
                            random)
                    + (random.nextBoolean()
                            ? URLEncoder.encode(Oddities.text(random), StandardCharsets.UTF_8)
                            : printable(Oddities.text(random)));
        }
        var path = new StringBuilder();
        for (var step : call.path().substring(1).split("/")) {
            path.append('/')
                    .append(
                            step.startsWith("{")
                                    ? segment(
                                            step.substring(1, step.length() - 1),
                                            call.path(),
                                            random)
                                    : step);
        }
        var query = query(call, random);
        return query.isEmpty() ? path.toString() : path + "?" + query;
    }

    private String segment(String name, String path, Random random) {
        var known = ids.getOrDefault(name.equals("id") ? path.split("/")[2] : name, List.of("x"));
        return switch (random.nextInt(10)) {
            case 0 -> URLEncoder.encode(Oddities.text(random), StandardCharsets.UTF_8);
            case 1 -> printable(Oddities.text(random));
            default -> oneOf(known, random);
        };
    }

    private static String printable(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]", "");
    }

    private String query(Call call, Random random) {
        var parts = new ArrayList<String>();
        for (var parameter : call.operation().path("parameters")) {
            var p = resolved(parameter);
            var wanted = p.path("required").asBoolean(false) ? 8 : 2;
            if (p.path("in").asString().equals("query") && random.nextInt(9) < wanted) {
                var value =
                        random.nextInt(4) > 0
                                ? plain(p.path("schema"), p.path("name").asString(), random)
                                : Oddities.text(random);
                parts.add(
                        p.path("name").asString()
                                + "="
                                + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        if (random.nextInt(6) == 0) {
            var odd = Oddities.text(random) + "=" + Oddities.text(random);
            parts.add(
                    random.nextBoolean()
                            ? printable(odd)
                            : URLEncoder.encode(odd, StandardCharsets.UTF_8).replace("%3D", "="));
        }
        return String.join("&", parts);
    }

    private String plain(JsonNode schema, String name, Random random) {
        return json(schema, name, random, 0).replaceAll("^[\"\\[]+|[\"\\]]+$", "");
    }

    private byte[] body(Call call, Random random, List<String> lines) {
        var content = resolved(call.operation().path("requestBody")).path("content");
        if (content.isEmpty() || random.nextInt(30) == 0) {
            return random.nextInt(8) == 0
                    ? Oddities.json(random).getBytes(StandardCharsets.UTF_8)
                    : new byte[0];
        }
        var types = new ArrayList<>(content.propertyNames());
        var type = oneOf(types, random);
        var body =
                switch (type) {
                    case "application/json" ->
                            json(content.path(type).path("schema"), "", random, 0);
                    case "text/csv" -> table(random);
                    default -> parts(random);
                };
        var told = type.startsWith("multipart") ? type + "; boundary=b" : type;
        lines.add(
                "Content-Type: " + Wire.utf8(random.nextInt(15) > 0 ? told : oneOf(TYPES, random)));
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(8) > 0 ? bytes : Oddities.bent(bytes, random);
    }

    private static String table(Random random) {
        var table =
                new StringBuilder(
                        "orderNo,customerId,merchantId,currency,placedAt,sku,name,category,quantity,unitPrice,faceValue,channel,channelTransactionId,paidAmount,paidAt\n");
        for (int i = 0; i < random.nextInt(4); i++) {
            for (int j = 0; j < 15; j++) {
                table.append(Oddities.text(random)).append(random.nextInt(20) > 0 ? "," : "\n");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private String parts(Random random) {
        var parts = new StringBuilder();
        for (var name : List.of("orderId", "kind", "file")) {
            if (random.nextInt(10) > 0) {
                var value =
                        name.equals("orderId")
                                ? oneOf(ids.getOrDefault(name, List.of("x")), random)
                                : name.equals("kind") ? "OTHER" : "\u0089PNG";
                parts.append("--b\r\nContent-Disposition: form-data; name=\"")
                        .append(name)
                        .append('"')
                        .append(
                                name.equals("file")
                                        ? "; filename=\"" + Oddities.text(random) + "\""
                                        : "")
                        .append("\r\n\r\n")
                        .append(random.nextInt(5) > 0 ? value : Oddities.text(random))
                        .append("\r\n");
            }
        }
        return parts.append(random.nextInt(10) > 0 ? "--b--\r\n" : "--").toString();
    }

    private String json(JsonNode unresolved, String name, Random random, int depth) {
        var schema = resolved(unresolved);
        if (random.nextInt(depth == 0 ? 40 : 15) == 0) {
            return Oddities.json(random);
        }
        for (var choice : List.of("allOf", "oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return json(
                        schema.path(choice).path(random.nextInt(schema.path(choice).size())),
                        name,
                        random,
                        depth);
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(random.nextInt(schema.path("enum").size())).toString();
        }
        var type =
                schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
        return switch (type.asString("object")) {
            case "object" -> object(schema, random, depth);
            case "array" -> array(schema, name, random, depth);
            case "integer", "number" ->
                    Long.toString(random.nextInt(3) > 0 ? 1 + random.nextInt(100) : 9_900);
            case "boolean" -> Boolean.toString(random.nextBoolean());
            default -> Oddities.quoted(string(schema, name, random));
        };
    }

    private String object(JsonNode schema, Random random, int depth) {
        var required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        var members = new ArrayList<String>();
        for (var member : schema.path("properties").properties()) {
            if (random.nextInt(20) < (required.contains(member.getKey()) ? 19 : 6) && depth < 8) {
                members.add(
                        Oddities.quoted(member.getKey())
                                + ":"
                                + json(member.getValue(), member.getKey(), random, depth + 1));
            }
        }
        if (random.nextInt(30) == 0) {
            members.add(Oddities.quoted(Oddities.text(random)) + ":" + Oddities.json(random));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String array(JsonNode schema, String name, Random random, int depth) {
        var items = new ArrayList<String>();
        for (int i = 0; i < random.nextInt(random.nextInt(30) == 0 ? 200 : 4); i++) {
            items.add(json(schema.path("items"), name, random, depth + 1));
        }
        return "[" + String.join(",", items) + "]";
    }

    private String string(JsonNode schema, String name, Random random) {
        var known = ids.get(name.replaceAll("s$", ""));
        if (known != null && random.nextInt(6) > 0) {
            return oneOf(known, random);
        }
        return switch (schema.path("format").asString("")) {
            case "date-time" -> "2026-11-2%d".formatted(random.nextInt(10)) + "T01:02:03Z";
            case "duration" -> "PT" + (1 + random.nextInt(99)) + "H";
            default ->
                    schema.path("pattern").asString("").contains("A-Z]{3}")
                            ? "CNY"
                            : Oddities.text(random);
        };
    }

    private JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
    }

    /// @param lines the request line and headers
    record Asked(String method, List<String> lines, byte[] body) {

        /// Whether its answer never ends.
        boolean isEndless() {
            return lines.getFirst().startsWith("GET /v1/notifications/stream");
        }

        /// Without the token.
        @Override
        public String toString() {
            var shown =
                    lines.stream()
                            .filter(line -> !line.startsWith("Authorization: Bearer ey"))
                            .toList();
            return String.join("\n", shown) + "\n\n" + new String(body, StandardCharsets.UTF_8);
        }
    }
}
