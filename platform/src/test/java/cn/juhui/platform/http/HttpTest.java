package cn.juhui.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import cn.juhui.platform.testkit.UnknownParameters;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
@SpringBootTest(
        classes = ThingApplication.class,
        properties = "spring.config.name=thing-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class HttpTest {

    private static final String GOOD = "{\"name\":\"a\",\"colour\":\"RED\",\"count\":1}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String alice = TestTokens.customer("cus_alice");

    @LocalServerPort private int port;

    @Autowired private MongoTemplate mongo;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping controllers;

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + alice)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, body, UUID.randomUUID().toString());
    }

    private HttpResponse<String> post(String path, String body, String key) throws Exception {
        return send(to(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        var problem = json(answer);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("type").asString()).isNotBlank();
        assertThat(problem.path("instance").asString()).startsWith("/v1/");
        assertThat(problem.path("traceId").asString()).matches("[0-9a-f]{32}");
    }

    @Nested
    class Input {

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                textBlock =
                        """
                        {"name":"a","colour":"RED","count":1,"admin":true}; UNKNOWN_MEMBER; /admin
                        {"name":"a","colour":"PINK","count":1};             NOT_ONE_OF;     /colour
                        {"name":"a","colour":1,"count":1};                  NOT_ONE_OF;     /colour
                        {"name":{"$ne":null},"colour":"RED","count":1};     WRONG_TYPE;     /name
                        {"name":7,"colour":"RED","count":1};                WRONG_TYPE;     /name
                        {"name":["a"],"colour":"RED","count":1};            WRONG_TYPE;     /name
                        {"name":"a","colour":"RED","count":"1"};            WRONG_TYPE;     /count
                        {"name":"a","colour":"RED","count":1.5};            WRONG_TYPE;     /count
                        {"name":"a","colour":"RED","count":null};           WRONG_TYPE;     /count
                        {"name":"a","count":1,"price":{"value":-1,"currency":"CNY"}};  OUT_OF_RANGE; /price/value
                        {"name":"a","count":1,"price":{"value":1.5,"currency":"CNY"}}; WRONG_TYPE; /price/value
                        {"name":"a","count":1,"price":{"currency":"CNY"}};  REQUIRED; /price/value
                        {"name":"a","count":1,"price":{"value":1,"currency":"CNY","x":1}};  UNKNOWN_MEMBER; /price/x
                        {"name":"a","count":1,"price":{"value":1,"currency":"yuan"}};  WRONG_FORM; /price/currency
                        {"name":"","colour":"RED","count":1};               WRONG_SIZE;     /name
                        {"name":"aaaaaaaaaaaaaaa","colour":"RED","count":1}; WRONG_SIZE;    /name
                        {"colour":"RED","count":1};                         REQUIRED;       /name
                        {"name":"a","count":9223372036854775808};           OUT_OF_RANGE;   /count
                        {"name":"a\\u0000b","count":1};                     CONTROL_CHARACTERS; /name
                        {"name":"a\\ud83d","count":1};                      CONTROL_CHARACTERS; /name
                        {"name":"a","count":1,"tags":["b","\\u001b"]};      CONTROL_CHARACTERS; /tags/1
                        {"name":"a\\u202eb","count":1};                     CONTROL_CHARACTERS; /name
                        {"name":"a","count":1,"tags":["b","\\u2067"]};      CONTROL_CHARACTERS; /tags/1
                        {"name":"𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷","count":1};            WRONG_SIZE;     /name
                        {"name":"a","count":1,"colours":{"RED":" \\u200b\\u3164\\ufeff"}}; REQUIRED; /colours/RED
                        {"name":"a","count":1,"at":1767225600};             WRONG_TYPE;     /at
                        {"name":"a","count":1,"at":"1767225600"};           WRONG_TYPE;     /at
                        {"name":"a","count":1,"at":"+1000000000-12-31T23:59:59Z"};  OUT_OF_RANGE; /at
                        {"name":"a","count":1,"at":"1999-12-31T23:59:59Z"};  OUT_OF_RANGE;  /at
                        {"name":"a","count":1,"within":900};                WRONG_TYPE;     /within
                        {"name":"a","count":1,"sizes":{"RED":[0]}};         OUT_OF_RANGE;   /sizes/RED/0
                        """)
        void that_is_wrong_is_told_where_and_why(String body, String code, String pointer)
                throws Exception {
            var made = ThingApplication.MADE.get();
            var answer = post("/v1/things", body);

            assertProblem(answer, 400, "INVALID_INPUT");
            var error = json(answer).path("errors").path(0);
            assertThat(error.path("code").asString()).as(answer.body()).isEqualTo(code);
            assertThat(error.path("pointer").asString()).isEqualTo(pointer);
            assertThat(error.path("detail").asString()).isNotBlank();
            assertThat(ThingApplication.MADE.get()).isEqualTo(made);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                textBlock =
                        """
                        {"name":"aaaaaaaaaaaaaaa","colour":"RED","count":1}; 应为 1 到 10 个字
                        {"name":7,"count":1};                               应为文本
                        {"name":"a","count":1,"tags":7};                    应为列表
                        {"name":"a","count":1,"price":7};                   应为带有各个字段的对象
                        {"name":"a","count":1,"price":{"value":-1,"currency":"CNY"}}; 应为 0 到 10,000,000,000
                        {"name":"a","count":1,"at":"1767225600"};           类型或格式不对，例如 2026-11-24T01:00:00Z
                        {"name":"a","count":1,"within":900};                类型或格式不对，例如 PT24H
                        {"name":"a","count":1,"sizes":{"RED":[0]}};         不能小于 1
                        """)
        void that_is_wrong_is_told_with_what_would_be_right(String body, String detail)
                throws Exception {
            var error = json(post("/v1/things", body)).path("errors").path(0);
            assertThat(error.path("detail").asString()).isEqualTo(detail);
        }

        @Test
        void with_several_faults_is_told_all_of_them_in_its_own_order() throws Exception {
            var body =
                    """
                    {"colours":{"RED":""},"sizes":{"RED":[1,0],"BLUE":[0]},"count":1,"name":"aaaaaaaaaaaaaaa"}
                    """;
            var errors = json(post("/v1/things", body)).path("errors");
            assertThat(errors.valueStream().map(e -> e.path("pointer").asString()))
                    .containsExactly("/name", "/sizes/BLUE/0", "/sizes/RED/1", "/colours/RED");
            assertThat(errors.path(0).propertyNames()).containsExactly("pointer", "code", "detail");
        }

        @Test
        void that_is_none_of_the_choices_is_told_them_beside_the_text() throws Exception {
            var body = "{\"name\":\"a\",\"colour\":\"PINK\",\"count\":1}";
            var error = json(post("/v1/things", body)).path("errors").path(0);
            assertThat(error.path("allowed").valueStream().map(c -> c.asString()))
                    .containsExactly("RED", "BLUE");
            assertThat(error.path("detail").asString()).isEqualTo("不在可选的范围内");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "{\"name\":\"a\"",
                    "{\"name\":\"a\",\"count\":1} x",
                    "{'name':'a'}",
                    "\u0000",
                    "''",
                    "{\"name\":\"a\",\"name\":\"b\",\"count\":1}"
                })
        void that_is_no_json_is_called_so(String body) throws Exception {
            assertProblem(post("/v1/things", body), 400, "MALFORMED_JSON");
        }

        @Test
        void that_nobody_would_read_is_refused() throws Exception {
            assertProblem(post("/v1/refused", "{"), 400, "MALFORMED_JSON");
            assertProblem(post("/v1/refused", "[]"), 400, "INVALID_INPUT");
            var unread = post("/v1/refused", "{\"a/b\":1}");
            assertProblem(unread, 400, "INVALID_INPUT");
            assertThat(json(unread).at("/errors/0/code").asString()).isEqualTo("UNKNOWN_MEMBER");
            assertThat(json(unread).at("/errors/0/pointer").asString()).isEqualTo("/a~1b");
            for (var nothing : new String[] {"", " \n", "{}", "null"}) {
                assertProblem(post("/v1/refused", nothing), 422, "TOO_MANY_THINGS");
            }
        }

        @Test
        void that_is_too_large_is_refused() throws Exception {
            var body = "{\"name\":\"" + "a".repeat(70_000) + "\"}";
            assertProblem(post("/v1/things", body), 413, "BODY_TOO_LARGE");
        }

        @Test
        void that_people_type_is_taken() throws Exception {
            var body =
                    """
                    {"name":"\\t\\r\\n👩\u200d💻م\u200f","count":1,"at":"2026-01-01T08:00:00+08:00","within":"P7D"}
                    """;
            assertThat(post("/v1/things", body).statusCode()).isEqualTo(201);
        }

        @Test
        void is_counted_in_characters_as_people_do() throws Exception {
            var body =
                    "{\"name\":\""
                            + "𠮷".repeat(10)
                            + "\",\"count\":1,\"colours\":{\"RED\":\"𠮷\"}}";
            assertThat(post("/v1/things", body).statusCode()).isEqualTo(201);
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/xml", "x", "application/json, text/html", "/"})
        void of_another_media_type_is_refused(String type) throws Exception {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/things"))
                            .header("Authorization", "Bearer " + alice)
                            .header("Content-Type", type)
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .POST(BodyPublishers.ofString("<a/>"));
            assertProblem(send(request), 415, "MEDIA_TYPE_UNSUPPORTED");
        }

        @ParameterizedTest
        @CsvSource({
            "name=%C2%9E,   EMPTY_PARAMETER",
            "name=%20,      EMPTY_PARAMETER",
            "name=a%C2%9E,  CONTROL_CHARACTERS",
            "name=%E2%80%AEa, CONTROL_CHARACTERS"
        })
        void what_changes_something_takes_in_its_query_what_a_body_may_say(
                String query, String code) throws Exception {
            var answer = send(to("/v1/notes?" + query).DELETE());

            assertProblem(answer, 400, "INVALID_INPUT");
            assertThat(json(answer).at("/errors/0/code").asString()).isEqualTo(code);
            assertThat(send(to("/v1/notes?name=a%20b").DELETE()).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource({"limit=0", "limit=101", "limit=x", "limit=-1"})
        void limits_out_of_range_are_refused(String query) throws Exception {
            assertProblem(send(to("/v1/things?" + query).GET()), 400, "INVALID_INPUT");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "customerId=cus_1;             customerId; UNKNOWN_PARAMETER",
                    "colour=RED&n%61me=a&%71=1;    q;          UNKNOWN_PARAMETER",
                    "Name=a;                       Name;       UNKNOWN_PARAMETER",
                    "colour[]=RED;                 colour[];   UNKNOWN_PARAMETER",
                    "owner=cus_1;                  owner;      PARAMETER_NOT_ALLOWED",
                    "name=a&name=b;                name;       REPEATED_PARAMETER",
                    "limit=1&limit=2;              limit;      REPEATED_PARAMETER",
                    "name;                         name;       EMPTY_PARAMETER",
                    "name=%20;                     name;       EMPTY_PARAMETER",
                    "name=%E2%80%8B;               name;       EMPTY_PARAMETER",
                    "colour=RED&&colour=BLUE&name=%20a; '';    ''",
                })
        void a_filter_is_applied_or_refused_never_ignored(
                String query, String parameter, String code) throws Exception {
            var path = "/v1/searches?" + query.replace("[", "%5B").replace("]", "%5D");
            var answer = send(to(path).GET());

            if (code.isEmpty()) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            } else {
                assertProblem(answer, 400, "INVALID_INPUT");
                assertThat(json(answer).path("errors")).hasSize(1);
                assertThat(json(answer).at("/errors/0/pointer").asString()).isEqualTo(parameter);
                assertThat(json(answer).at("/errors/0/code").asString()).isEqualTo(code);
                assertThat(json(answer).at("/errors/0/detail").asString()).isNotBlank();
            }
        }

        @Test
        void a_filter_reaches_who_may_use_it() throws Exception {
            var agent = "Bearer " + TestTokens.agent("agt_1");
            var path = "/v1/searches?colour=RED&colour=BLUE&owner=%E6%9D%8E";
            var found = json(send(to(path).setHeader("Authorization", agent).GET()));

            assertThat(found.at("/colour/1").asString()).isEqualTo("BLUE");
            assertThat(found.at("/owner").asString()).isEqualTo("李");
            assertThat(found.has("name")).isFalse();
        }

        @Test
        void what_nobody_sees_of_a_pasted_filter_is_left_out() throws Exception {
            var pasted = "\ufeff\u200bJH\uff11\u200d\uff12\u202e\u3000\u00a0";
            var path = "/v1/searches?name=" + URLEncoder.encode(pasted, UTF_8) + "&limit=%EF%BC%92";
            var found = json(send(to(path).GET()));

            assertThat(found.at("/name").asString()).isEqualTo("JH12");
        }

        @Test
        void every_call_knows_its_parameters() {
            UnknownParameters.areRefused(controllers, port, 8);
        }

        @Test
        void a_list_says_where_it_goes_on_and_on_its_last_page_that_it_does_not() throws Exception {
            var first = json(send(to("/v1/things").GET()));
            var last =
                    json(
                            send(
                                    to("/v1/things?cursor=" + first.path("nextCursor").asString())
                                            .GET()));
            assertThat(last.has("nextCursor")).isTrue();
            assertThat(last.path("nextCursor").isNull()).isTrue();
        }

        @Test
        void an_unknown_path_and_a_wrong_method_have_problem_documents_too() throws Exception {
            assertProblem(send(to("/v1/nothing").GET()), 404, "NOT_FOUND");
            var wrong = send(to("/v1/things").DELETE());
            assertProblem(wrong, 405, "METHOD_NOT_ALLOWED");
            assertThat(wrong.headers().firstValue("Allow").orElse("")).contains("POST");
        }
    }

    @Nested
    class Idempotency {

        @Test
        void a_post_that_needs_a_key_says_so() throws Exception {
            assertProblem(
                    send(to("/v1/things").POST(BodyPublishers.ofString(GOOD))),
                    400,
                    "IDEMPOTENCY_KEY_MISSING");
        }

        @Test
        void the_same_key_brings_the_first_answer_again() throws Exception {
            var key = UUID.randomUUID().toString();
            var first = post("/v1/things", GOOD, key);
            var made = ThingApplication.MADE.get();
            var second = post("/v1/things", GOOD, key);

            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
            assertThat(second.statusCode()).isEqualTo(201);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
            for (var header : new String[] {"Location", "ETag", "Content-Type"}) {
                assertThat(second.headers().firstValue(header))
                        .isPresent()
                        .isEqualTo(first.headers().firstValue(header));
            }
            assertThat(ThingApplication.MADE.get()).isEqualTo(made);
        }

        @Test
        void the_same_key_of_the_same_subject_in_another_role_or_merchant_is_another_one()
                throws Exception {
            var key = UUID.randomUUID().toString();
            var first = post("/v1/things", GOOD, key);

            for (var other :
                    List.of(
                            TestTokens.token("cus_alice", null, Role.CUSTOMER, Role.AGENT),
                            TestTokens.token("cus_alice", "mer_1", Role.MERCHANT),
                            TestTokens.token("cus_alice", "mer_2", Role.MERCHANT))) {
                var answer =
                        send(
                                to("/v1/things")
                                        .setHeader("Authorization", "Bearer " + other)
                                        .header("Idempotency-Key", key)
                                        .POST(BodyPublishers.ofString(GOOD)));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
                assertThat(answer.headers().firstValue("Location"))
                        .isNotEqualTo(first.headers().firstValue("Location"));
            }
        }

        @Test
        void a_refusal_is_an_answer_too() throws Exception {
            var key = UUID.randomUUID().toString();
            var body = GOOD.replace(":1}", ":9}");
            assertProblem(post("/v1/things", body, key), 422, "TOO_MANY_THINGS");
            var again = post("/v1/things", body, key);
            assertProblem(again, 422, "TOO_MANY_THINGS");
            assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        }

        @Test
        void the_same_key_with_another_body_is_refused() throws Exception {
            var key = UUID.randomUUID().toString();
            post("/v1/things", GOOD, key);
            assertProblem(
                    post("/v1/things", GOOD.replace("RED", "BLUE"), key),
                    422,
                    "IDEMPOTENCY_KEY_REUSED");
        }

        @Test
        void another_callers_key_is_another_key() throws Exception {
            var key = UUID.randomUUID().toString();
            var mine = post("/v1/things", GOOD, key);
            var theirs =
                    send(
                            to("/v1/things")
                                    .setHeader(
                                            "Authorization",
                                            "Bearer " + TestTokens.customer("cus_bob"))
                                    .header("Idempotency-Key", key)
                                    .POST(BodyPublishers.ofString(GOOD)));
            assertThat(theirs.statusCode()).isEqualTo(201);
            assertThat(theirs.body()).isNotEqualTo(mine.body()).contains("cus_bob");
        }

        @Test
        void a_key_in_use_says_so() throws Exception {
            var key = UUID.randomUUID().toString();
            var first =
                    http.sendAsync(
                            to("/v1/slow")
                                    .header("Idempotency-Key", key)
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(ThingApplication.SLOW_BEGAN.await(10, TimeUnit.SECONDS)).isTrue();
            var second = post("/v1/slow", "", key);
            ThingApplication.SLOW_MAY_END.countDown();

            assertProblem(second, 409, "IDEMPOTENCY_KEY_IN_USE");
            assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }

        @Test
        void after_a_breakdown_the_next_try_goes_on_as_the_same_operation_and_nothing_inner_leaks()
                throws Exception {
            var key = UUID.randomUUID().toString();
            var broken = post("/v1/breaks-once", "", key);
            assertProblem(broken, 500, "INTERNAL_ERROR");
            assertThat(broken.body()).doesNotContain("secret", "Exception", "thg_");

            var second = post("/v1/breaks-once", "", key);
            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(post("/v1/breaks-once", "", key).body()).isEqualTo(second.body());
        }

        @Test
        void a_form_is_the_same_whatever_its_boundary() throws Exception {
            var key = UUID.randomUUID().toString();
            var first = upload(key, "AAA", "content");
            var made = ThingApplication.MADE.get();
            var second = upload(key, "BBB", "content");
            assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
            assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
            assertThat(ThingApplication.MADE.get()).isEqualTo(made);
            assertProblem(upload(key, "CCC", "other"), 422, "IDEMPOTENCY_KEY_REUSED");
        }

        private void endLeases() {
            mongo.getCollection("idempotency")
                    .updateMany(
                            Filters.and(
                                    Filters.gt("createdAt", Date.from(Instant.EPOCH)),
                                    Filters.exists("status", false)),
                            Updates.set("leaseUntil", Date.from(Instant.EPOCH)));
        }

        @Test
        void who_comes_too_late_answers_what_the_later_try_answered() throws Exception {
            var key = UUID.randomUUID().toString();
            var answers = new ArrayList<HttpResponse<String>>();
            ThingApplication.OVERTAKEN.set(() -> {
                // The first try stands still here until its lease is over, and a second one goes
                // by. Its process may renew the lease in between: then once more.
                Awaitility.await()
                        .until(
                                () -> {
                                    endLeases();
                                    return post("/v1/overtaken", "", key);
                                },
                                second -> second.statusCode() != 409 && answers.add(second));
                return null;
            });
            var first = post("/v1/overtaken", "", key);

            assertThat(answers.getFirst().statusCode()).isEqualTo(200);
            assertThat(answers.getFirst().headers().firstValue("Idempotency-Replayed")).isEmpty();
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).isEqualTo(answers.getFirst().body());
            assertThat(first.headers().firstValue("Idempotency-Replayed")).hasValue("true");
            assertThat(post("/v1/overtaken", "", key).body()).isEqualTo(first.body());
        }

        @Test
        void every_method_that_changes_something_takes_a_key() throws Exception {
            var key = UUID.randomUUID().toString();
            var request =
                    to("/v1/things/thg_1")
                            .header("Idempotency-Key", key)
                            .PUT(BodyPublishers.ofString(GOOD));
            var first = send(request);
            var again = send(request);

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        }

        private HttpResponse<String> upload(String key, String boundary, String content)
                throws IOException, InterruptedException {
            var body =
                    "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n%s\r\n--%s--\r\n"
                            .formatted(boundary, content, boundary);
            return http.send(
                    to("/v1/files")
                            .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                            .header("Idempotency-Key", key)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Nested
    class Texts {

        @Test
        void are_chinese_by_default_and_english_when_asked_for() throws Exception {
            assertThat(title(null)).isEqualTo("太多了");
            assertThat(title("zh-CN,zh;q=0.9")).isEqualTo("太多了");
            assertThat(title("en-GB,en;q=0.8")).isEqualTo("Too many");
            assertThat(title("fr")).isEqualTo("太多了");
            assertThat(title(";;=q")).isEqualTo("太多了");
        }

        private String title(String language) throws Exception {
            var request =
                    to("/v1/things")
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .POST(BodyPublishers.ofString(GOOD.replace(":1}", ":9}")));
            if (language != null) {
                request.header("Accept-Language", language);
            }
            return json(send(request)).path("title").asString();
        }

        @Test
        void of_a_record_that_is_full_say_so() throws Exception {
            var answer = post("/v1/full", "");
            assertProblem(answer, 409, "HISTORY_FULL");
            assertThat(json(answer).path("title").asString()).isEqualTo("记录已满");
        }

        @Test
        void of_a_store_that_does_not_answer_in_time_say_so_and_when_to_try_again()
                throws Exception {
            var answer = post("/v1/slow-search", "");
            assertProblem(answer, 503, "SERVICE_UNAVAILABLE");
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/v1/no-room", "/v1/no-room-before"})
        void of_a_full_disk_say_that_it_passes(String path) throws Exception {
            var answer = post(path, "");
            assertProblem(answer, 503, "SERVICE_UNAVAILABLE");
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        }

        @Test
        void of_the_answer_to_an_error_are_problems_too() throws Exception {
            assertProblem(post("/v1/broken-twice", ""), 500, "INTERNAL_ERROR");
        }

        @Test
        void of_rules_come_with_what_to_do_instead() throws Exception {
            var answer = post("/v1/refused", "");
            assertProblem(answer, 422, "TOO_MANY_THINGS");
            var rule = json(answer).path("rules").path(0);
            assertThat(rule.path("id").asString()).isEqualTo("R7");
            assertThat(rule.path("text").asString()).contains("卡券");
            assertThat(rule.path("hint").asString()).isNotBlank();
        }
    }

    @Nested
    class Tokens {

        @Test
        void are_needed() throws Exception {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/things"))
                            .GET();
            var answer = send(request);
            assertProblem(answer, 401, "UNAUTHENTICATED");
            assertThat(json(answer).path("reason").asString()).isEqualTo("MISSING");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        }

        @Test
        void of_a_person_without_a_role_are_no_reason_to_sign_in_again() throws Exception {
            for (var token :
                    List.of(
                            TestTokens.token("cus_alice", null),
                            TestTokens.token("cus_alice", null, Role.SYSTEM))) {
                var answer =
                        send(to("/v1/things").setHeader("Authorization", "Bearer " + token).GET());
                assertProblem(answer, 403, "FORBIDDEN");
                assertThat(json(answer).path("reason").asString()).isEqualTo("NO_ROLE");
            }
        }

        @Test
        void that_are_forged_expired_or_incomplete_let_nobody_in() throws Exception {
            var good = TestTokens.claims("cus_alice", null, Role.CUSTOMER);
            assertRefused(new PlainJWT(good.build()).serialize());
            assertRefused(TestTokens.sign(good.build(), TestTokens.newKey()));
            assertRefused(
                    TestTokens.sign(
                            TestTokens.claims("cus_alice", null, Role.CUSTOMER)
                                    .expirationTime(Date.from(Instant.now().minusSeconds(120)))
                                    .build(),
                            TestTokens.key()));
            assertRefused(
                    TestTokens.sign(
                            TestTokens.claims("cus_alice", null, Role.CUSTOMER)
                                    .expirationTime(null)
                                    .build(),
                            TestTokens.key()));
            assertRefused(
                    TestTokens.sign(
                            TestTokens.claims("cus_alice", null, Role.CUSTOMER)
                                    .audience("elsewhere")
                                    .build(),
                            TestTokens.key()));
            assertRefused(TestTokens.token("staff", null, Role.MERCHANT));
            assertRefused(TestTokens.token("a b\n", null, Role.CUSTOMER));
            var shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good.build());
            shared.sign(new MACSigner(TestTokens.key().toRSAPublicKey().getEncoded()));
            assertRefused(shared.serialize());
            assertRefused("not.a.token");
            var parts = alice.split("\\.", -1);
            var other = TestTokens.agent("mallory").split("\\.", -1);
            assertRefused(parts[0] + "." + other[1] + "." + parts[2]);
        }

        private void assertRefused(String token) throws Exception {
            var answer = send(to("/v1/things").setHeader("Authorization", "Bearer " + token).GET());
            assertProblem(answer, 401, "UNAUTHENTICATED");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer error=\"invalid_token\"");
        }

        @Test
        void of_the_wrong_role_are_told_so() throws Exception {
            assertProblem(send(to("/v1/things/x").GET()), 403, "FORBIDDEN");
        }
    }

    @Nested
    class Headers {

        @ParameterizedTest
        @ValueSource(strings = {"", " ", ",", " , "})
        void a_condition_that_names_nothing_is_refused(String ifMatch) throws Exception {
            var request =
                    to("/v1/things/x")
                            .setHeader("Authorization", "Bearer " + TestTokens.agent("agt_1"))
                            .header("If-Match", ifMatch)
                            .GET();
            var refused = send(request);
            assertProblem(refused, 400, "INVALID_INPUT");
            assertThat(json(refused).at("/errors/0/pointer").asString()).isEqualTo("If-Match");
        }

        @ParameterizedTest
        @CsvSource({
            "'\"7\"', [7], wait=3, 3",
            "*, any, wait=99, 10",
            "abc, [], respond-async, 0",
            "*, any, 'Wait=\"4\"', 4",
            "'W/\"7\"', [], 'respond-async, wait=2', 2",
            "'\"1\", \"2\"', '[1, 2]', wait=1, 1",
            "'\"1\",W/\"3\" ,, \"a,b\", \"2\"', '[1, 2]', wait=1, 1"
        })
        void if_match_and_prefer_are_understood(
                String ifMatch, String expected, String prefer, int seconds) throws Exception {
            var answer =
                    send(
                            to("/v1/things/x")
                                    .setHeader(
                                            "Authorization", "Bearer " + TestTokens.agent("agt_1"))
                                    .header("If-Match", ifMatch)
                                    .header("Prefer", prefer)
                                    .GET());
            assertThat(json(answer).path("expected").asString()).isEqualTo(expected);
            assertThat(json(answer).path("wait").asInt()).isEqualTo(seconds);
        }

        @ParameterizedTest
        @CsvSource({
            "respond-async, true",
            "'handling=lenient,Respond-Async;x=1', true",
            "'wait=2, respond-async', true",
            "respond-asynchronously, false",
            "x;respond-async, false",
            "wait=2, false"
        })
        void who_does_not_want_to_wait_is_understood(String prefer, boolean expected)
                throws Exception {
            var answer =
                    send(
                            to("/v1/things/x")
                                    .setHeader(
                                            "Authorization", "Bearer " + TestTokens.agent("agt_1"))
                                    .header("Prefer", prefer)
                                    .GET());
            assertThat(json(answer).path("respondAsync").asBoolean()).isEqualTo(expected);
        }

        @Test
        void a_given_trace_is_kept_and_an_ill_formed_one_replaced() throws Exception {
            var trace = "0af7651916cd43dd8448eb211c80319c";
            var known = "00-" + trace + "-b7ad6b7169203331-01";
            var kept = send(to("/v1/nothing").header("traceparent", known).GET());
            assertThat(json(kept).path("traceId").asString()).isEqualTo(trace);
            var replaced = send(to("/v1/nothing").header("traceparent", "00-x\"y").GET());
            assertThat(json(replaced).path("traceId").asString()).matches("[0-9a-f]{32}");
        }
    }
}
