package cn.juhui.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The examples of the API document are what its schemas say, and the judge of answers knows a wrong one.
class ApiAnswersTest {

    private static final ApiAnswers ANSWERS = ApiAnswers.ofThePlatform();
    private static final ApiTree API = ApiTree.load();
    private static final String NOTE = "/v1/notifications/ntf_" + "0".repeat(32) + "/read";

    @Nested
    class the_documents_examples {

        @Test
        void are_there_for_each_body_that_is_sent_or_answered() {
            var without = new ArrayList<String>();
            contents()
                    .forEach(content -> {
                        if (examples(content).isEmpty()
                                && !API.at(content + "/schema").has("format")) {
                            without.add(content);
                        }
                    });
            assertThat(without).isEmpty();
        }

        @Test
        void are_what_their_schemas_say() {
            var wrong = new ArrayList<String>();
            contents().stream()
                    .filter(content -> content.endsWith("json"))
                    .forEach(content ->
                            examples(content)
                                    .forEach(example ->
                                            ANSWERS.faults(content + "/schema", example.toString())
                                                    .forEach(fault ->
                                                            wrong.add(content + " " + fault))));
            assertThat(wrong).isEmpty();
        }

        @Test
        void of_problems_have_the_status_at_which_they_stand() {
            var wrong = new ArrayList<String>();
            contents().stream()
                    .filter(content -> content.matches(".*/responses/[45]..?/content/.*"))
                    .forEach(content -> {
                        var status = content.replaceAll(".*/responses/(...)/.*", "$1");
                        examples(content).stream()
                                .filter(e -> !e.path("status").asString().equals(status))
                                .forEach(e -> wrong.add(content + " " + e));
                    });
            assertThat(wrong).isEmpty();
        }

        @Test
        void show_every_code() {
            var shown =
                    API.at("/components/examples")
                            .valueStream()
                            .map(e -> e.at("/value/code").asString())
                            .toList();
            assertThat(API.at("/components/schemas/ProblemCode/enum").valueStream())
                    .extracting(JsonNode::asString)
                    .allSatisfy(code -> assertThat(shown).contains(code));
        }
    }

    /// Of every request and answer, such as `/paths/~1v1~1orders/post/responses/201/content/application~1json`.
    private static List<String> contents() {
        var found = new ArrayList<String>();
        API.at("/components/responses")
                .propertyNames()
                .forEach(name -> collect("/components/responses/" + name, found));
        API.at("/paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(method -> {
                                    var call =
                                            "/paths/"
                                                    + path.getKey().replace("/", "~1")
                                                    + "/"
                                                    + method;
                                    collect(call + "/requestBody", found);
                                    API.at(call + "/responses")
                                            .propertyNames()
                                            .forEach(status ->
                                                    collect(call + "/responses/" + status, found));
                                }));
        return found;
    }

    private static void collect(String place, List<String> found) {
        API.at(place + "/content")
                .propertyNames()
                .forEach(type -> found.add(place + "/content/" + type.replace("/", "~1")));
    }

    /// Those of the content itself, or else of its schema.
    private static List<JsonNode> examples(String content) {
        if (API.at(content).has("example")) {
            return List.of(API.at(content + "/example"));
        }
        var own = API.at(content + "/examples");
        if (own.isObject()) {
            return own.propertyNames().stream()
                    .map(name -> API.at(API.resolved(content + "/examples/" + name) + "/value"))
                    .toList();
        }
        var schema = API.resolved(content + "/schema");
        return API.at(schema + "/examples").valueStream().toList();
    }

    @Nested
    class an_answer {

        private static final String RIGHT =
                """
                {"id": "ntf_00000000000000000000000000000000", "type": "refund.completed", "title": "a", "text": "b",
                 "createdAt": "2026-11-24T09:00:00Z", "read": true}
                """;

        @Test
        void that_is_documented_is_right() {
            check(200, "application/json;charset=UTF-8", RIGHT);
        }

        @Test
        void with_a_member_that_nobody_told_of_is_wrong() {
            assertWrong(200, RIGHT.replace("\"read\"", "\"secret\": 1, \"read\""), "secret");
        }

        @Test
        void without_a_member_is_wrong() {
            assertWrong(200, RIGHT.replace("\"text\": \"b\",", ""), "text");
        }

        @Test
        void with_a_word_that_is_none_is_wrong() {
            assertWrong(200, RIGHT.replace("refund.completed", "refund.guessed"), "/type");
        }

        @Test
        void with_a_time_that_is_none_is_wrong() {
            assertWrong(200, RIGHT.replace("09:00:00Z", "nine"), "/createdAt");
        }

        @Test
        void of_another_status_is_wrong() {
            assertWrong(201, RIGHT, "no such status");
        }

        @Test
        void with_a_code_of_another_call_is_wrong() {
            var problem = API.at("/components/examples/STALE_VERSION/value").toString();
            assertThatThrownBy(() -> check(412, "application/problem+json", problem))
                    .hasMessageContaining("no example of the code STALE_VERSION");
        }

        private void assertWrong(int status, String body, String why) {
            assertThatThrownBy(() -> check(status, "application/json", body))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(why);
        }

        private void check(int status, String type, String body) {
            var headers = HttpHeaders.of(Map.of("Content-Type", List.of(type)), (_, _) -> true);
            ANSWERS.check("POST", NOTE, status, headers, body);
        }
    }
}
