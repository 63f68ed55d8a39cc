package cn.juhui.platform.testkit;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Judges answers by the API document: the status, the headers that it promises, the media type, every member of the body as deep as
/// it goes and no other, and a problem's code, of which each has an example where it can come.
public final class ApiAnswers {

    private static final String DOCUMENT = "urn:juhui:api";
    private static final Set<String> PROMISED = Set.of("ETag", "Location");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /// What the platform itself says to people; `text` is often people's own.
    private static final Set<String> FOR_PEOPLE =
            Set.of("title", "detail", "hint", "statusText", "stateText", "explanation");

    private static final Pattern CODE = Pattern.compile("[A-Z]{2,}_[A-Z]");

    private final ApiTree api;
    private final List<Call> calls;
    private final SchemaRegistry registry;
    private final Predicate<Error> counts;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private record Call(String method, Pattern path, int variables, String pointer) {}

    private ApiAnswers(ApiTree api, Predicate<Error> counts) {
        this.api = api;
        this.counts = counts;
        this.calls = calls(api.document());
        var closed = api.closed().toString();
        this.registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemas(Map.of(DOCUMENT, closed)));
    }

    /// Of the platform as a whole.
    public static ApiAnswers ofThePlatform() {
        return new ApiAnswers(ApiTree.load(), _ -> true);
    }

    /// Of one service in its own test, where the neighbours' ids may be made up: patterns are passed over.
    public static ApiAnswers ofAService() {
        return new ApiAnswers(ApiTree.load(), fault -> !fault.getKeyword().equals("pattern"));
    }

    private static List<Call> calls(JsonNode document) {
        var calls = new ArrayList<Call>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().propertyNames().stream()
                                .filter(METHODS::contains)
                                .forEach(method -> calls.add(call(path.getKey(), method))));
        calls.sort(Comparator.comparingInt(Call::variables));
        return calls;
    }

    private static Call call(String path, String method) {
        var variable = Pattern.compile("\\{[^}]*}");
        return new Call(
                method.toUpperCase(java.util.Locale.ROOT),
                Pattern.compile(variable.matcher(path).replaceAll("[^/]+")),
                (int) variable.matcher(path).results().count(),
                "/paths/" + path.replace("/", "~1") + "/" + method);
    }

    /// The answer itself.
    ///
    /// @throws AssertionError when the document doesn't say so
    public <T> HttpResponse<T> checked(HttpResponse<T> answer) {
        var body =
                switch (answer.body()) {
                    case String text -> text;
                    case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
                    default -> "";
                };
        var request = answer.request();
        check(
                request.method(),
                request.uri().getPath(),
                answer.statusCode(),
                answer.headers(),
                body);
        return answer;
    }

    /// @param path without the query; what isn't below `/v1/` is not the document's matter
    /// @throws AssertionError when the document doesn't say that this may come
    public void check(String method, String path, int status, HttpHeaders headers, String body) {
        if (!path.startsWith("/v1/") || method.equals("HEAD") || method.equals("OPTIONS")) {
            return;
        }
        var faults = faults(method, path, status, headers, body);
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "The API document doesn't say that %s %s answers %d like this:\n  %s\n%s"
                            .formatted(method, path, status, String.join("\n  ", faults), body));
        }
    }

    private List<String> faults(
            String method, String path, int status, HttpHeaders headers, String body) {
        var type = headers.firstValue("Content-Type").orElse("").split(";", 2)[0];
        var call =
                calls.stream()
                        .filter(c -> c.method().equals(method) && c.path().matcher(path).matches())
                        .findFirst();
        if (call.isEmpty()) {
            return status < 400
                    ? List.of("no such call")
                    : faultsOf("/components/schemas/Problem", body);
        }
        var responses = call.get().pointer() + "/responses/";
        var response = api.resolved(responses + status);
        if (response == null) {
            response = api.resolved(responses + "default");
        }
        if (response == null || (status < 400 && response.endsWith("/Problem"))) {
            return List.of("no such status");
        }
        var content = response + "/content/" + type.replace("/", "~1");
        if (api.at(content).isMissingNode()) {
            return List.of("no such media type: " + type);
        }
        var faults = new ArrayList<String>();
        if (type.endsWith("json")) {
            faults.addAll(faultsOf(content + "/schema", body));
        }
        if (type.endsWith("json") && faults.isEmpty()) {
            codesInTexts("", JsonMapper.shared().readTree(body), faults);
        }
        if (type.equals("application/problem+json") && faults.isEmpty()) {
            var code = JsonMapper.shared().readTree(body).path("code").asString("");
            if (Stream.of(responses + status, responses + "default")
                    .noneMatch(where -> api.codes(where, status).contains(code))) {
                faults.add("no example of the code " + code);
            }
        }
        if (status < 300) {
            api.at(response + "/headers").propertyNames().stream()
                    .filter(PROMISED::contains)
                    .filter(name -> headers.firstValue(name).isEmpty())
                    .forEach(name -> faults.add("without the header " + name));
        }
        return faults;
    }

    /// But for what is wrong with the cells of a table: there, codes are what people write.
    private static void codesInTexts(String at, JsonNode node, List<String> faults) {
        node.properties().stream()
                .filter(member -> !member.getKey().equals("rows"))
                .forEach(member -> {
                    var place = at + "/" + member.getKey();
                    if (FOR_PEOPLE.contains(member.getKey())
                            && CODE.matcher(member.getValue().asString("")).find()) {
                        faults.add(place + ": a code in a text for people");
                    }
                    codesInTexts(place, member.getValue(), faults);
                });
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                codesInTexts(at + "/" + i, node.get(i), faults);
            }
        }
    }

    private List<String> faultsOf(String pointer, String body) {
        return faults(pointer, body).stream()
                .filter(counts)
                .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
                .toList();
    }

    /// What is wrong with a text by the schema at this place of the document; for examples.
    List<Error> faults(String pointer, String json) {
        return schemas.computeIfAbsent(
                        pointer, p -> registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + p)))
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
    }
}
