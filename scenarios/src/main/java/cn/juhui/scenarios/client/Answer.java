package cn.juhui.scenarios.client;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the platform answered.
///
/// @param body the answer's text; empty when there was none
public record Answer(int status, HttpHeaders headers, String body) {

    public JsonNode json() {
        return JsonMapper.shared().readTree(body.isEmpty() ? "{}" : body);
    }

    /// A member by its path, such as `review/state`; the empty text when it is absent.
    public String text(String path) {
        return json().at("/" + path).asString("");
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// The answer itself, when it has the status.
    ///
    /// @throws AssertionError with the whole answer otherwise
    public Answer expect(int expected) {
        if (status != expected) {
            throw new AssertionError("Expected " + expected + " but got " + status + ": " + body);
        }
        return this;
    }
}
