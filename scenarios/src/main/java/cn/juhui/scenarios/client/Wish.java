package cn.juhui.scenarios.client;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// An order as a storefront would feed it in.
public record Wish(
        String customerId,
        String merchantId,
        String channel,
        boolean express,
        int quantity,
        long unitPrice,
        String category,
        Instant placedAt) {

    /// One 100-yuan game card for 99 yuan, paid through Alipay, express-refundable.
    public static Wish of(String customerId, String merchantId) {
        return new Wish(
                customerId,
                merchantId,
                "ALIPAY",
                true,
                1,
                9_900,
                "GAME_CARD",
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    public Wish notExpress() {
        return new Wish(
                customerId, merchantId, channel, false, quantity, unitPrice, category, placedAt);
    }

    public Wish through(String otherChannel) {
        return new Wish(
                customerId,
                merchantId,
                otherChannel,
                express,
                quantity,
                unitPrice,
                category,
                placedAt);
    }

    public Wish times(int count) {
        return new Wish(
                customerId, merchantId, channel, express, count, unitPrice, category, placedAt);
    }

    public Wish placed(Instant at) {
        return new Wish(
                customerId, merchantId, channel, express, quantity, unitPrice, category, at);
    }

    /// Of another category, with a policy of its own.
    public Wish ofCategory(String otherCategory) {
        return new Wish(
                customerId,
                merchantId,
                channel,
                express,
                quantity,
                unitPrice,
                otherCategory,
                placedAt);
    }

    /// The body of `POST /v1/orders`.
    public Map<String, Object> body() {
        var number = "JH" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        var item = new LinkedHashMap<String, Object>();
        item.put("sku", "SKU-100");
        item.put("name", "腾讯QQ币 100元");
        item.put("category", category);
        item.put("quantity", quantity);
        item.put("unitPrice", unitPrice);
        item.put("faceValue", 10_000);
        var body = new LinkedHashMap<String, Object>();
        body.put("orderNo", number);
        body.put("customerId", customerId);
        body.put("merchantId", merchantId);
        body.put("currency", "CNY");
        body.put("placedAt", placedAt.toString());
        body.put("items", List.of(item));
        body.put(
                "payment",
                Map.of(
                        "channel",
                        channel,
                        "channelTransactionId",
                        "T" + number,
                        "paidAmount",
                        unitPrice * quantity,
                        "paidAt",
                        placedAt.toString()));
        body.put("expressRefund", express);
        return body;
    }
}
