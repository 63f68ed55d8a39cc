package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.firstCard;
import static cn.juhui.scenarios.Cases.fresh;

import cn.juhui.platform.testkit.ApiTree;
import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The calls of the API document and the examples of their bodies, about what there is: sent by somebody who has every role, so that they are
/// understood.
final class ApiExamples {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> TYPES = Set.of("application/json", "text/csv");

    /// @param at where the document tells of it
    /// @param path with ids in it
    record Call(String at, String method, String path) {}

    /// One example of a body.
    ///
    /// @param schema where the document tells of it; null for a table
    record Example(Call call, String type, @Nullable String schema, String body) {}

    private final ApiTree api = ApiTree.load();
    private final Juhui juhui;
    private final String customer;
    private final String shop;
    private final Answer order;
    private final String refundId;
    private final Person everybody;
    private final Person agent;

    ApiExamples(Juhui juhui, String customer, String shop, Answer order, String refundId) {
        this.juhui = juhui;
        this.customer = customer;
        this.shop = shop;
        this.order = order;
        this.refundId = refundId;
        this.everybody = everybody();
        this.agent = juhui.agent(fresh("agt"));
    }

    /// Has every role there is, and so may do everything once.
    private Person everybody() {
        var roles = List.of("CUSTOMER", "MERCHANT", "AGENT", "OPERATOR", "STOREFRONT");
        var wish = Map.of("subject", customer, "roles", roles, "merchantId", shop);
        return juhui.bearer(juhui.operator().post("/dev/tokens", wish).text("accessToken"));
    }

    ApiTree api() {
        return api;
    }

    List<Call> calls() {
        var calls = new ArrayList<Call>();
        api.at("/paths")
                .properties()
                .forEach(path ->
                        path.getValue().propertyNames().stream()
                                .filter(METHODS::contains)
                                .forEach(method ->
                                        calls.add(
                                                new Call(
                                                        "/paths/%s/%s"
                                                                .formatted(
                                                                        path.getKey()
                                                                                .replace("/", "~1"),
                                                                        method),
                                                        method.toUpperCase(Locale.ROOT),
                                                        real(path(path.getKey()))))));
        return calls;
    }

    List<Example> bodies() {
        var examples = new ArrayList<Example>();
        for (var call : calls()) {
            var content = api.at(call.at() + "/requestBody/content");
            content.propertyNames().stream()
                    .filter(TYPES::contains)
                    .forEach(type -> of(call, type, content.path(type), examples));
        }
        return examples;
    }

    private void of(Call call, String type, JsonNode content, List<Example> examples) {
        if (content.has("example")) {
            examples.add(new Example(call, type, null, real(content.path("example").asString())));
            return;
        }
        var schema = api.resolved(content.at("/schema/$ref").asString().substring(1));
        api.at(schema + "/examples")
                .forEach(body ->
                        examples.add(new Example(call, type, schema, real(body.toString()))));
    }

    Answer send(Example example) {
        return send(example.call(), "", example.type(), example.body(), "zh");
    }

    /// @param query with its question mark, or nothing
    Answer send(Call call, String query, String type, String body, String language) {
        var answer = send(everybody, call, query, type, body, language);
        // Who is a side of the case decides nothing for the platform.
        return answer.status() == 403
                        || answer.status() == 400
                                && answer.text("errors/0/code").equals("AGENTS_ONLY")
                ? send(agent, call, query, type, body, language)
                : answer;
    }

    private Answer send(
            Person who, Call call, String query, String type, String body, String language) {
        var content =
                call.method().equals("GET")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(body);
        return juhui.send(
                who.request(call.path() + query)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Accept-Language", language)
                        .header("Content-Type", type)
                        .method(call.method(), content));
    }

    /// What an address leaves open, so that it changes nothing for other stories.
    private String path(String path) {
        var id =
                path.contains("/express-blocks/")
                        ? customer
                        : path.contains("/evidence/") ? "evd_" + "0".repeat(32) : refundId;
        return path.replace("{orderId}", "ord_" + "0".repeat(32))
                .replace("{cardId}", "crd_" + "0".repeat(32))
                .replace("{refundId}", refundId)
                .replace("{id}", id)
                .replace("{category}", "EXAMPLES")
                .replace("{channel}", "EXAMPLES")
                .replace("{lever}", "payout-service.channel.EXAMPLES")
                .replace("{key}", "refund.completed.customer")
                .replace("{merchantId}", shop)
                .replace("{kind}", "customers");
    }

    /// With the ids of what there is, of today, and with an address that leads somewhere.
    private String real(String example) {
        return example.replaceAll("ord_[0-9a-f]{32}", order.text("id"))
                .replaceAll("crd_[0-9a-f]{32}", firstCard(order))
                .replaceAll("rfd_[0-9a-f]{32}", refundId)
                .replace("https://erp.guoka.example/", "http://127.0.0.1:9/")
                .replaceAll(
                        "2026-[0-9-]{5}T[0-9:.]+Z",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .replaceAll("JH20261124[0-9]{6}", "JH" + UUID.randomUUID());
    }
}
