package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// 凭证: a picture that supports a claim, through the gateway.
class EvidenceTest {

    private final Juhui juhui = RunningPlatform.shared().juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");
    private final String orderId = aDeliveredOrder();

    private String aDeliveredOrder() {
        var id = juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress()).text("id");
        juhui.storefront().ships(id).expect(200);
        return id;
    }

    private static byte[] aScreenshot() throws IOException {
        try (var picture = EvidenceTest.class.getResourceAsStream("/demo/invalid-card.png")) {
            return Objects.requireNonNull(picture).readAllBytes();
        }
    }

    private Map<String, Object> anInvalidCardClaim(List<String> evidenceIds) {
        return Map.of(
                "orderId",
                orderId,
                "claim",
                "NOT_AS_DESCRIBED",
                "reason",
                "CARD_INVALID",
                "description",
                "兑换时提示卡密无效",
                "evidenceIds",
                evidenceIds);
    }

    @Test
    void a_screenshot_goes_with_the_claim_and_only_the_sides_see_it() throws Exception {
        var customer = juhui.customer(alice);

        var uploaded = customer.uploads(orderId, "INVALID_CARD", aScreenshot()).expect(201);

        var id = uploaded.text("id");
        assertThat(uploaded.text("legibility/verdict")).isEqualTo("CLEAR");
        customer.get("/v1/evidence/" + id + "/content").expect(200);
        juhui.customer(fresh("cus")).get("/v1/evidence/" + id).expect(404);
        juhui.customer(fresh("cus")).get("/v1/evidence/" + id + "/content").expect(404);
        juhui.merchant(fresh("mer")).get("/v1/evidence/" + id + "/thumbnail").expect(404);
        var refund =
                customer.post(
                                "/v1/refunds",
                                anInvalidCardClaim(List.of(id)),
                                Map.of("Prefer", "wait=10"))
                        .expect(201);
        assertThat(refund.text("status")).isEqualTo("MERCHANT_REVIEW");
        var merchant = juhui.merchant(shop);
        assertThat(merchant.seesRefund(refund.text("id")).json().path("evidence").toString())
                .contains(id);
        var shown = merchant.get("/v1/evidence/" + id + "/content").expect(200);
        assertThat(shown.header("Content-Type")).startsWith("image/");
        assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void a_file_that_is_too_large_is_refused_in_the_callers_language() {
        var customer = juhui.customer(alice);

        var refused = customer.uploads(orderId, "INVALID_CARD", new byte[11 << 20]).expect(413);

        assertThat(refused.text("code")).isEqualTo("EVIDENCE_TOO_LARGE");
        assertThat(refused.text("detail")).contains("不能超过");
    }

    @Test
    void a_claim_of_an_invalid_card_needs_its_picture() {
        var refused = juhui.customer(alice).post("/v1/refunds", anInvalidCardClaim(List.of()));

        assertThat(refused.expect(422).text("code")).isEqualTo("EVIDENCE_REQUIRED");
    }
}
