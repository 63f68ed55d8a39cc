package cn.juhui.standalone.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The public API, called the way a front end calls it: through the gateway, with a bearer token.
final class Api {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(3))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private final URI base;

    Api(URI base) {
        this.base = base;
    }

    /// Somebody who calls.
    ///
    /// @param name for the audience
    record Person(String name, String token) {}

    Person person(String name, String subject, List<String> roles, @Nullable String merchantId) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("subject", subject);
        wanted.put("roles", roles);
        if (merchantId != null) {
            wanted.put("merchantId", merchantId);
        }
        JsonNode answer =
                send(
                        request("/dev/tokens")
                                .header("Content-Type", "application/json")
                                .POST(json(wanted)));
        return new Person(name, answer.path("accessToken").asString());
    }

    JsonNode get(Person caller, String path) {
        return send(as(caller, path).GET());
    }

    /// POST with an `Idempotency-Key`; waits for the outcome a front end would show.
    JsonNode post(Person caller, String path, Map<String, ?> body) {
        return send(
                as(caller, path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Prefer", "wait=10")
                        .POST(json(body)));
    }

    JsonNode postCsv(Person caller, String path, byte[] csv) {
        return send(
                as(caller, path)
                        .header("Content-Type", "text/csv; charset=utf-8")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofByteArray(csv)));
    }

    JsonNode upload(
            Person caller, String path, Map<String, String> fields, String fileName, byte[] png) {
        String boundary = "juhui-" + UUID.randomUUID();
        return send(
                as(caller, path)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(
                                BodyPublishers.ofByteArray(
                                        multipart(boundary, fields, fileName, png))));
    }

    private static byte[] multipart(
            String boundary, Map<String, String> fields, String fileName, byte[] png) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) ->
                body.writeBytes(
                        utf8(
                                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                        .formatted(boundary, name, value))));
        body.writeBytes(
                utf8(
                        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: image/png\r\n\r\n"
                                .formatted(boundary, fileName)));
        body.writeBytes(png);
        body.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
        return body.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder as(Person caller, String path) {
        return request(path).header("Authorization", "Bearer " + caller.token());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Accept-Language", "zh-CN");
    }

    private static BodyPublisher json(Map<String, ?> body) {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    /// What a problem document says to people; of anything else nothing, it may be anything.
    private static String told(byte[] body) {
        try {
            var problem = JSON.readTree(body);
            return "%s %s (traceId %s)"
                    .formatted(
                            problem.path("code").asString(""),
                            problem.path("detail").asString(problem.path("title").asString("")),
                            problem.path("traceId").asString("-"));
        } catch (JacksonException e) {
            return "";
        }
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new DemoFailedException(
                        "%s %s: %d %s"
                                .formatted(
                                        request.method(),
                                        request.uri(),
                                        answer.statusCode(),
                                        told(answer.body())));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new DemoFailedException(
                    "平台没有响应，请先运行 ./juhui up · The platform doesn't answer at %s: start it with ./juhui up (%s)"
                            .formatted(base, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailedException("Interrupted");
        }
    }
}
