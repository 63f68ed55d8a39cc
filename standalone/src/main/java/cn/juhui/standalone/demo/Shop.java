package cn.juhui.standalone.demo;

import cn.juhui.standalone.demo.Api.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The marketplace's back end: feeds its export of orders in, and knows which of them the walk can use.
final class Shop {
    private final Api api;
    private final Person storefront;

    Shop(Api api) {
        this.api = api;
        this.storefront = api.person("聚惠卡盟", "shop_juhui", List.of("STOREFRONT"), null);
    }

    JsonNode importOrders() {
        return api.postCsv(storefront, "/v1/orders/imports", resource("orders.csv"));
    }

    /// The newest order that nothing has happened to yet and that the audience can follow.
    JsonNode untouchedOrder(Predicate<JsonNode> fits) {
        String cursor = "";
        do {
            JsonNode page = api.get(storefront, "/v1/orders?status=PAID&limit=100" + cursor);
            for (JsonNode order : page.path("data")) {
                if (isUntouched(order) && fits.test(order)) {
                    return order;
                }
            }
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        throw new DemoFailedException(
                "Every imported order was used in a demo before. Start with another JUHUI_DATA directory.");
    }

    void ship(JsonNode order) {
        api.post(storefront, "/v1/orders/" + order.path("id").asString() + "/shipments", Map.of());
    }

    static boolean isExpress(JsonNode order) {
        return order.path("expressRefund").asBoolean();
    }

    static boolean hasOneCardOf(JsonNode order, String category) {
        JsonNode items = order.path("items");
        return items.size() == 1
                && items.get(0).path("quantity").asInt() == 1
                && category.equals(items.get(0).path("category").asString());
    }

    static List<String> cards(JsonNode order) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : order.path("items")) {
            for (JsonNode card : item.path("cards")) {
                ids.add(card.path("id").asString());
            }
        }
        return ids;
    }

    private static boolean isUntouched(JsonNode order) {
        JsonNode balance = order.path("balance");
        return balance.path("held").path("value").asLong() == 0
                && balance.path("refunded").path("value").asLong() == 0
                && cardsAre(order, "PENDING");
    }

    private static boolean cardsAre(JsonNode order, String status) {
        for (JsonNode item : order.path("items")) {
            for (JsonNode card : item.path("cards")) {
                if (!status.equals(card.path("status").asString())) {
                    return false;
                }
            }
        }
        return true;
    }

    static byte[] resource(String name) {
        try (InputStream in = Shop.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new DemoFailedException("The demo's file " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
