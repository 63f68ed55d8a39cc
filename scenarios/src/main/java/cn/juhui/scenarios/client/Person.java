package cn.juhui.scenarios.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Somebody with a token, and what they do.
public final class Person {

    private final GatewayHttp http;
    private final String token;

    Person(GatewayHttp http, String token) {
        this.http = http;
        this.token = token;
    }

    public String token() {
        return token;
    }

    public HttpRequest.Builder request(String path) {
        return http.request(path).header("Authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return http.send(request(path).GET());
    }

    /// In English; texts are Chinese otherwise.
    public Answer getInEnglish(String path) {
        return http.send(request(path).header("Accept-Language", "en").GET());
    }

    public Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    /// With headers; an `Idempotency-Key` is made up where none is given.
    public Answer post(String path, Object body, Map<String, String> headers) {
        var request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(GatewayHttp.json(body)));
        var all = new HashMap<>(headers);
        all.putIfAbsent("Idempotency-Key", UUID.randomUUID().toString());
        all.forEach(request::header);
        return http.send(request);
    }

    public Answer put(String path, Object body) {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(GatewayHttp.json(body))));
    }

    /// An operator lifts the limits of express refunds of a category: who loads the platform has more of them than a careful shop
    /// allows. Holds for orders placed from now on (R10).
    public void liftsExpressLimits(String category) {
        var path = "/v1/refund-policies/" + category;
        var policy = (ObjectNode) get(path).expect(200).json();
        var express = (ObjectNode) policy.get("express");
        var most = Map.of("value", 10_000_000_000L, "currency", "CNY");
        express.put("customerRefunds", 100_000_000).putPOJO("customerAmount", most);
        express.put("merchantRefunds", 100_000_000).putPOJO("merchantAmount", most);
        put(path, policy.toString()).expect(200);
    }

    /// A storefront feeds an order in; answers it.
    public Answer placesOrder(Wish wish) {
        return post("/v1/orders", wish.body()).expect(201);
    }

    /// A storefront or the merchant delivers everything.
    public Answer ships(String orderId) {
        return post("/v1/orders/" + orderId + "/shipments", Map.of());
    }

    public Answer reportsUsage(String orderId, String cardId, long remainingValue) {
        return post(
                "/v1/orders/" + orderId + "/cards/" + cardId + "/usage",
                Map.of("remainingValue", remainingValue));
    }

    /// A customer applies for a refund of a whole order, unused.
    public Answer applies(String orderId, Map<String, String> headers) {
        return post("/v1/refunds", application(orderId), headers);
    }

    /// Applies and waits for up to ten seconds for the case to leave its transient state.
    public Answer appliesAndWaits(String orderId) {
        return applies(orderId, Map.of("Prefer", "wait=10"));
    }

    public static Map<String, Object> application(String orderId) {
        return Map.of(
                "orderId", orderId,
                "claim", "OTHER",
                "reason", "UNUSED",
                "description", "买错了，还没有使用");
    }

    public Answer acts(String refundId, String action, Object body) {
        return post("/v1/refunds/" + refundId + "/" + action, body);
    }

    public Answer seesRefund(String refundId) {
        return get("/v1/refunds/" + refundId);
    }

    public Answer seesOrder(String orderId) {
        return get("/v1/orders/" + orderId);
    }

    /// Uploads a picture for an order.
    public Answer uploads(String orderId, String kind, byte[] picture) {
        var boundary = "juhui-" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        for (var field : List.of(List.of("orderId", orderId), List.of("kind", kind))) {
            body.writeBytes(
                    ("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                    .formatted(boundary, field.getFirst(), field.getLast()))
                            .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(
                ("--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(picture);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return http.send(
                request("/v1/evidence")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }
}
