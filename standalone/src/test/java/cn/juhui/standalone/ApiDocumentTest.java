package cn.juhui.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.gateway.docs.ApiDocument;
import cn.juhui.notification.domain.NotificationContent;
import cn.juhui.order.domain.eligibility.RuleCode;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.QueryParameters;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The API document says what the services' controllers do: the same calls, the same parameters, the same members in and out.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDocumentTest {

    private final ApiDocument document = ApiDocument.load();
    private final Map<String, Method> calls = calls();

    /// The controllers' calls that are there for the outside, by signature.
    private static Map<String, Method> calls() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        var found = new TreeMap<String, Method>();
        for (var service : List.of("order", "refund", "evidence", "payout", "notification")) {
            scanner.findCandidateComponents("cn.juhui." + service + ".adapter.http").stream()
                    .map(bean -> ClassUtils.resolveClassName(bean.getBeanClassName(), null))
                    .forEach(controller -> collect(controller, found));
        }
        return found;
    }

    private static void collect(Class<?> controller, Map<String, Method> found) {
        var base = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        var prefixes = base == null || base.path().length == 0 ? new String[] {""} : base.path();
        for (var method : controller.getDeclaredMethods()) {
            var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            if (mapping == null) {
                continue;
            }
            var paths = mapping.path().length == 0 ? new String[] {""} : mapping.path();
            for (var prefix : prefixes) {
                for (var path : paths) {
                    for (var verb : mapping.method()) {
                        if ((prefix + path).startsWith("/v1/")) {
                            found.put(ApiDocument.signatureOf(verb.name(), prefix + path), method);
                        }
                    }
                }
            }
        }
    }

    @Test
    void has_every_call_of_the_services_and_no_other() {
        var documented =
                document.operations().stream()
                        .map(ApiDocument.Operation::signature)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(calls).hasSizeGreaterThan(30);
        assertThat(documented).isEqualTo(calls.keySet());
    }

    @Test
    void says_what_each_body_can_have() {
        var shapes = new Shapes(document.tree(), false, new ArrayList<>());
        for (var operation : document.operations()) {
            var method = calls.get(operation.signature());
            for (var parameter : method.getParameters()) {
                if (parameter.isAnnotationPresent(RequestBody.class)
                        && parameter.getType().isRecord()) {
                    shapes.compare(
                            operation.signature() + " ",
                            parameter.getParameterizedType(),
                            schema(operation, "requestBody"));
                }
            }
        }
        assertThat(shapes.wrong()).isEmpty();
    }

    @Test
    void says_what_each_answer_has_and_what_is_always_there() {
        var shapes = new Shapes(document.tree(), true, new ArrayList<>());
        var compared = 0;
        for (var operation : document.operations()) {
            var body = bodyOf(calls.get(operation.signature()).getGenericReturnType());
            var at = operation.signature() + " ";
            if (body instanceof ParameterizedType page && page.getRawType() == Page.class) {
                var data = map(shapes.target(reference(operation)).get("properties")).get("data");
                shapes.compare(
                        at + "/data/*",
                        page.getActualTypeArguments()[0],
                        map(map(data).get("items")));
                compared++;
            } else if (body instanceof Class<?> answer && answer.isRecord()) {
                shapes.compare(at, answer, schema(operation, "responses"));
                compared++;
            }
        }
        assertThat(shapes.wrong()).isEmpty();
        assertThat(compared).isGreaterThan(40);
    }

    /// A case's history is made of its events.
    @Test
    void says_what_each_step_of_a_case_tells() {
        var shapes = new Shapes(document.tree(), true, new ArrayList<>());
        var entry = map(shapes.target("#/components/schemas/HistoryEntry").get("discriminator"));
        var steps = map(entry.get("mapping"));
        steps.forEach((type, reference) -> {
            var parts = (List<?>) shapes.target(reference.toString()).get("allOf");
            var properties = map(map(parts.getLast()).get("properties"));
            assertThat(map(properties.get("type")).get("enum")).isEqualTo(List.of(type));
            shapes.compare(type + " ", EventTypes.all().get(type), map(properties.get("data")));
        });
        assertThat(shapes.wrong()).isEmpty();
        assertThat(steps.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        EventTypes.all().keySet().stream()
                                .filter(type -> type.startsWith("refund."))
                                .toList());
    }

    /// Where a member is a text or a map in Java, and one of so many words all the same.
    @Test
    void knows_the_words_that_are_no_types_of_their_members() {
        assertThat(wordsOf("RuleCode"))
                .containsExactlyInAnyOrderElementsOf(names(RuleCode.values()));
        assertThat(wordsOf("NotificationType"))
                .containsExactlyInAnyOrderElementsOf(NotificationContent.TYPES);
        var rules = map(map(component("NewPolicy").get("properties")).get("requiredEvidence"));
        assertThat(map(rules.get("properties")).keySet())
                .containsExactlyInAnyOrderElementsOf(names(RefundReason.values()));
    }

    private List<String> wordsOf(String schema) {
        return ((List<?>) component(schema).get("enum")).stream().map(String::valueOf).toList();
    }

    private Map<String, Object> component(String name) {
        return resolved(Map.of("$ref", "#/components/schemas/" + name));
    }

    private static List<String> names(Enum<?>... words) {
        return Stream.of(words).map(Enum::name).toList();
    }

    private static String reference(ApiDocument.Operation operation) {
        return String.valueOf(schema(operation, "responses").get("$ref"));
    }

    @Test
    void names_the_parameters_that_each_query_can_have_and_who_may_send_them() {
        var wrong = new ArrayList<String>();
        for (var operation : document.operations()) {
            var documented = new TreeMap<String, String>();
            for (var parameter : parameters(operation)) {
                if ("query".equals(parameter.get("in"))) {
                    var said = String.valueOf(parameter.get("description"));
                    var roles = said.matches("[A-Z, ]+: .*") ? said.split(": ", 2)[0] : "";
                    documented.put(String.valueOf(parameter.get("name")), roles);
                }
            }
            var known = new TreeMap<String, String>();
            QueryParameters.of(calls.get(operation.signature()))
                    .byName()
                    .forEach((name, parameter) ->
                            known.put(
                                    name,
                                    parameter.roles().stream()
                                            .sorted()
                                            .map(Role::name)
                                            .collect(Collectors.joining(", "))));
            known.keySet().removeAll(formFields(operation));
            if (!documented.equals(known)) {
                wrong.add(operation.signature() + ": " + documented + " but " + known);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private List<Map<String, Object>> parameters(ApiDocument.Operation operation) {
        var parameters = operation.description().getOrDefault("parameters", List.of());
        return ((List<?>) parameters).stream().map(p -> resolved(map(p))).toList();
    }

    private Set<String> formFields(ApiDocument.Operation operation) {
        if (operation.description().get("requestBody") instanceof Map<?, ?> body
                && map(body.get("content")).get("multipart/form-data") instanceof Map<?, ?> form) {
            return map(resolved(map(form.get("schema"))).get("properties")).keySet();
        }
        return Set.of();
    }

    /// What is in a body; a page has a list of it.
    private static Type bodyOf(Type type) {
        return type instanceof ParameterizedType generic
                        && generic.getRawType() == ResponseEntity.class
                ? bodyOf(generic.getActualTypeArguments()[0])
                : type;
    }

    private static Map<String, Object> schema(ApiDocument.Operation operation, String part) {
        var node = map(operation.description().get(part));
        if (part.equals("responses")) {
            var ok = node.keySet().stream().filter(s -> s.startsWith("2")).findFirst();
            node = map(node.get(ok.orElseThrow()));
        }
        return map(map(map(node.get("content")).get("application/json")).get("schema"));
    }

    private Map<String, Object> resolved(Map<String, Object> schema) {
        if (!(schema.get("$ref") instanceof String reference)) {
            return schema;
        }
        var node = document.tree();
        for (var step : reference.substring("#/".length()).split("/")) {
            node = map(node.get(step));
        }
        return node;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        assertThat(node).isNotNull();
        return (Map<String, Object>) node;
    }
}
