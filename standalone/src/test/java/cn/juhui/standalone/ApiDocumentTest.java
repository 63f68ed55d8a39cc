package cn.juhui.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import cn.juhui.gateway.docs.ApiDocument;
import cn.juhui.platform.http.QueryParameters;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    void names_the_members_that_each_body_can_have() {
        var wrong = new ArrayList<String>();
        for (var operation : document.operations()) {
            var method = calls.get(operation.signature());
            for (var parameter : method.getParameters()) {
                if (parameter.isAnnotationPresent(RequestBody.class)
                        && parameter.getType().isRecord()) {
                    compare(operation, "requestBody", parameter.getType(), wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void names_the_members_that_each_answer_can_have() {
        var wrong = new ArrayList<String>();
        for (var operation : document.operations()) {
            var answer = recordOf(calls.get(operation.signature()).getGenericReturnType());
            if (answer != null) {
                compare(operation, "responses", answer, wrong);
            }
        }
        assertThat(wrong).isEmpty();
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

    private static Class<?> recordOf(Type type) {
        if (type instanceof ParameterizedType generic
                && generic.getRawType() == ResponseEntity.class) {
            return recordOf(generic.getActualTypeArguments()[0]);
        }
        var raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> c && c.isRecord() ? c : null;
    }

    private void compare(
            ApiDocument.Operation operation, String part, Class<?> record, List<String> wrong) {
        var node = map(operation.description().get(part));
        if (part.equals("responses")) {
            var ok = node.keySet().stream().filter(s -> s.startsWith("2")).findFirst();
            node = map(node.get(ok.orElseThrow()));
        }
        var schema = map(map(map(node.get("content")).get("application/json")).get("schema"));
        var documented = new TreeSet<>(map(resolved(schema).get("properties")).keySet());
        var real = members(record);
        if (!documented.equals(real)) {
            wrong.add(operation.signature() + " " + part + ": " + documented + " but " + real);
        }
    }

    private static Set<String> members(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(component -> {
                    var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
                    return renamed == null || renamed.value().isEmpty()
                            ? component.getName()
                            : renamed.value();
                })
                .collect(Collectors.toCollection(TreeSet::new));
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
