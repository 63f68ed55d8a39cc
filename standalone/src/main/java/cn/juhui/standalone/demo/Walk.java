package cn.juhui.standalone.demo;

import cn.juhui.standalone.demo.Api.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The two stories: money back at once, and money back after the merchant looked at it.
final class Walk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api;
    private final Narrator narrator;

    Walk(Api api, Narrator narrator) {
        this.api = api;
        this.narrator = narrator;
    }

    void walk() {
        Shop shop = new Shop(api);
        narrator.chapter("订单导入", "The shop's orders");
        narrator.step("商城后台导入 CSV 订单", "The storefront imports its CSV export");
        JsonNode imported = shop.importOrders();
        narrator.fact(
                "rows",
                "created %d, already there %d, failed %d"
                        .formatted(
                                imported.path("created").asInt(),
                                imported.path("alreadyThere").asInt(),
                                imported.path("failed").asInt()));
        express(shop);
        reviewed(shop);
    }

    private void express(Shop shop) {
        narrator.chapter("极速退款", "An express refund");
        JsonNode order = shop.untouchedOrder(o -> Shop.isExpress(o) && isExpress(o));
        Person customer = customerOf(order);
        tell(order);
        narrator.step("买家先查询能不能退、能退多少", "The customer asks first: may I, how much, how fast?");
        JsonNode answer = eligibility(customer, order, "UNUSED");
        narrator.fact("route", answer.path("route").asString());
        narrator.fact("maxAmount", Narrator.yuan(answer.path("maxAmount")));
        narrator.step(
                "买家申请退款，平台按规则立即同意", "The customer applies; the platform's rules approve at once");
        Instant begin = Instant.now();
        JsonNode refund =
                api.post(
                        customer,
                        "/v1/refunds",
                        Map.of(
                                "orderId", order.path("id").asString(),
                                "cardIds", Shop.cards(order),
                                "claim", "OTHER",
                                "reason", "UNUSED",
                                "description", "买错了，还没有使用"));
        refund = untilFinal(customer, refund);
        narrator.fact("refund", refund.path("id").asString());
        narrator.fact(
                "status",
                refund.path("status").asString() + " " + refund.path("statusText").asString());
        narrator.fact("time", Duration.between(begin, Instant.now()).toMillis() + " ms");
        finish(customer, "买家 customer", refund);
    }

    private void reviewed(Shop shop) {
        narrator.chapter("商家审核退款", "A refund that the merchant reviews");
        JsonNode order =
                shop.untouchedOrder(o -> !Shop.isExpress(o) && Shop.hasOneCardOf(o, "GAME_CARD"));
        Person customer = customerOf(order);
        Person merchant =
                api.person(
                        "merchant",
                        "staff_wang",
                        List.of("MERCHANT"),
                        order.path("merchantId").asString());
        tell(order);
        narrator.step("商家发货，但卡密无效", "The merchant delivers, but the code doesn't work");
        shop.ship(order);
        narrator.step("买家上传兑换失败截图", "The customer uploads a screenshot of the failure");
        JsonNode evidence =
                api.upload(
                        customer,
                        "/v1/evidence",
                        Map.of("orderId", order.path("id").asString(), "kind", "INVALID_CARD"),
                        "invalid-card.png",
                        Shop.resource("invalid-card.png"));
        narrator.fact(
                "evidence",
                "%s %d×%d %s"
                        .formatted(
                                evidence.path("id").asString(),
                                evidence.path("width").asInt(),
                                evidence.path("height").asInt(),
                                evidence.path("legibility").path("verdict").asString("")));
        narrator.step("买家提交申请，等待商家审核", "The customer applies; the merchant's clock runs");
        JsonNode refund =
                api.post(
                        customer,
                        "/v1/refunds",
                        Map.of(
                                "orderId",
                                order.path("id").asString(),
                                "cardIds",
                                Shop.cards(order),
                                "claim",
                                "NOT_AS_DESCRIBED",
                                "reason",
                                "CARD_INVALID",
                                "description",
                                "卡密提示已被其他账号兑换，错误码 E-2103",
                                "evidenceIds",
                                List.of(evidence.path("id").asString())));
        narrator.fact(
                "status",
                refund.path("status").asString() + " " + refund.path("statusText").asString());
        narrator.fact(
                "deadline",
                Narrator.time(refund.path("review").path("deadline").path("at").asString(""))
                        + "（北京时间 · Beijing time）");
        review(merchant, customer, refund.path("id").asString());
    }

    private void review(Person merchant, Person customer, String refundId) {
        narrator.step("商家查看待审核列表和凭证", "The merchant opens the queue and the case");
        JsonNode queue = api.get(merchant, "/v1/refunds?status=MERCHANT_REVIEW&sort=deadline");
        narrator.fact("waiting", Integer.toString(queue.path("data").size()));
        narrator.fact(
                "allowedActions",
                api.get(merchant, "/v1/refunds/" + refundId).path("allowedActions").toString());
        narrator.step("商家同意，款项原路退回", "The merchant approves; the money goes back the way it came");
        JsonNode refund = api.post(merchant, "/v1/refunds/" + refundId + "/approve", Map.of());
        refund = untilFinal(customer, refund);
        narrator.fact(
                "status",
                refund.path("status").asString() + " " + refund.path("statusText").asString());
        finish(customer, "买家 customer", refund);
        narrator.notifications("商家 merchant", api.get(merchant, "/v1/notifications"), refundId);
    }

    /// What every story ends with: the payout, who was told, and the list of everything that happened.
    private void finish(Person customer, String who, JsonNode refund) {
        String id = refund.path("id").asString();
        JsonNode payout = refund.path("payout");
        narrator.step("到账、通知与全过程", "The payout, the messages, and all that happened");
        narrator.fact(
                "payout",
                "%s %s %s"
                        .formatted(
                                payout.path("channel").asString(""),
                                payout.path("state").asString(""),
                                payout.path("channelRefundId").asString("")));
        narrator.fact("approved", Narrator.yuan(refund.path("approved")));
        narrator.history(api.get(customer, "/v1/refunds/" + id + "/history"));
        narrator.notifications(who, api.get(customer, "/v1/notifications"), id);
    }

    private void tell(JsonNode order) {
        narrator.fact(
                "order",
                order.path("orderNo").asString() + "  " + order.path("productName").asString());
        narrator.fact(
                "paid",
                "%s %s"
                        .formatted(
                                Narrator.yuan(order.path("balance").path("paid")),
                                order.path("payment").path("channel").asString()));
        narrator.fact(
                "customer",
                order.path("customerId").asString()
                        + ", merchant: "
                        + order.path("merchantId").asString());
    }

    private Person customerOf(JsonNode order) {
        return api.person(
                "customer", order.path("customerId").asString(), List.of("CUSTOMER"), null);
    }

    private boolean isExpress(JsonNode order) {
        return "EXPRESS"
                .equals(eligibility(customerOf(order), order, "UNUSED").path("route").asString());
    }

    private JsonNode eligibility(Person customer, JsonNode order, String reason) {
        return api.get(
                customer,
                "/v1/orders/"
                        + order.path("id").asString()
                        + "/refund-eligibility?reason="
                        + reason);
    }

    private JsonNode untilFinal(Person customer, JsonNode refund) {
        Instant deadline = Instant.now().plus(PATIENCE);
        JsonNode now = refund;
        while (!now.path("final").asBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new DemoFailedException(
                        "The refund is still "
                                + now.path("status").asString()
                                + " after "
                                + PATIENCE.toSeconds()
                                + " s");
            }
            pause();
            now = api.get(customer, "/v1/refunds/" + refund.path("id").asString());
        }
        return now;
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailedException("Interrupted");
        }
    }
}
