package cn.juhui.order.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.ApiAnswers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API as a client sees it.
record OrderApi(int port) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ApiAnswers ANSWERS = ApiAnswers.ofAService();

    /// An answer: its status, its body as JSON.
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        Answer expect(int expected) {
            assertThat(status).as(raw.body()).isEqualTo(expected);
            return this;
        }

        Answer expect(int expected, String code) {
            expect(expected);
            assertThat(body.path("code").asString()).as(raw.body()).isEqualTo(code);
            return this;
        }

        String text(String pointer) {
            return body.at(pointer).asString();
        }

        long number(String pointer) {
            return body.at(pointer).asLong();
        }
    }

    Answer get(String token, String path) {
        return send(to(token, path).GET());
    }

    Answer post(String token, String path, String body) {
        return send(
                to(token, path)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    Answer put(String token, String path, String body) {
        return send(
                to(token, path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var answer = ANSWERS.checked(HTTP.send(request.build(), BodyHandlers.ofString()));
            var body = answer.body().isEmpty() ? "{}" : answer.body();
            return new Answer(answer.statusCode(), JsonMapper.shared().readTree(body), answer);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder to(String token, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
