package cn.juhui.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// The check that every call of a running service refuses a query parameter that it doesn't know, before it does anything.
public final class UnknownParameters {

    private static final String NAME = "nobodyKnows";
    private static final String EVERYBODY =
            TestTokens.token(
                    "everybody",
                    "mer_everybody",
                    Role.CUSTOMER,
                    Role.MERCHANT,
                    Role.AGENT,
                    Role.OPERATOR,
                    Role.STOREFRONT);

    private UnknownParameters() {}

    /// @param controllers the calls that the service has
    /// @param atLeast how many there must be, so that none of them missing is noticed
    public static void areRefused(RequestMappingHandlerMapping controllers, int port, int atLeast) {
        var calls = new ArrayList<String>();
        try (var http = HttpClient.newHttpClient()) {
            controllers
                    .getHandlerMethods()
                    .forEach((mapping, method) -> {
                        if (method.getBeanType().getName().startsWith("cn.juhui.")) {
                            for (var request : mapping.getMethodsCondition().getMethods()) {
                                for (var path : mapping.getPatternValues()) {
                                    calls.add(request + " " + path);
                                    isRefused(http, port, request.name(), path, mapping);
                                }
                            }
                        }
                    });
        }
        assertThat(calls).hasSizeGreaterThanOrEqualTo(atLeast);
    }

    private static void isRefused(
            HttpClient http, int port, String method, String path, RequestMappingInfo mapping) {
        var form =
                mapping.getConsumesCondition()
                        .getConsumableMediaTypes()
                        .contains(MediaType.MULTIPART_FORM_DATA);
        var body = form ? "--x--\r\n" : method.matches("POST|PUT|PATCH") ? "{}" : "";
        var address = path.replaceAll("\\{[^}]*}", "x") + "?" + NAME + "=1";
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                        .header("Authorization", "Bearer " + EVERYBODY)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Content-Type", type(mapping, form))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            var call = method + " " + address + ": " + answer.body();
            assertThat(answer.statusCode()).as(call).isEqualTo(400);
            var problem = JsonMapper.shared().readTree(answer.body());
            assertThat(problem.path("code").asString("")).as(call).isEqualTo("INVALID_INPUT");
            assertThat(problem.at("/errors/0/pointer").asString("")).as(call).isEqualTo(NAME);
            assertThat(problem.at("/errors/0/code").asString(""))
                    .as(call)
                    .isEqualTo("UNKNOWN_PARAMETER");
        } catch (IOException e) {
            throw new AssertionError(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String type(RequestMappingInfo mapping, boolean form) {
        if (form) {
            return "multipart/form-data; boundary=x";
        }
        return mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .map(MediaType::toString)
                .orElse("application/json");
    }
}
