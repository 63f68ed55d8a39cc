package cn.juhui.scenarios;

import static cn.juhui.scenarios.Cases.awaitStatus;
import static cn.juhui.scenarios.Cases.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Wish;
import cn.juhui.scenarios.support.RunningPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A trace id leads to what happened, in all services, across Kafka too, and to nobody's name.
class TraceTest {

    private final RunningPlatform platform = RunningPlatform.shared();
    private final Juhui juhui = platform.juhui();
    private final String alice = fresh("cus");
    private final String shop = fresh("mer");

    @Test
    void one_search_finds_all_that_came_of_a_request() {
        var orderId = juhui.storefront().placesOrder(Wish.of(alice, shop).notExpress()).text("id");
        var refundId = juhui.customer(alice).appliesAndWaits(orderId).expect(201).text("id");
        var trace = UUID.randomUUID().toString().replace("-", "");
        var headers = Map.of("traceparent", "00-" + trace + "-b7ad6b7169203331-01");
        var approve = "/v1/refunds/" + refundId + "/approve";

        juhui.merchant(shop).post(approve, Map.of(), headers).expect(200);

        awaitStatus(juhui.customer(alice), refundId, "COMPLETED");
        var lines = awaitLines(trace, 6);
        var about = "refund=" + refundId + " order=" + orderId;
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("POST /v1/refunds/**", "gateway"))
                .anySatisfy(line ->
                        assertThat(line)
                                .contains(
                                        "INFO",
                                        "POST /v1/refunds/{id}/approve outcome=CHANGED ms=",
                                        "service=refund-service status=200",
                                        about,
                                        "events=refund.merchant_approved"))
                .anySatisfy(line ->
                        assertThat(line)
                                .contains(
                                        "refund.merchant_approved outcome=CHANGED",
                                        "service=order-service",
                                        about,
                                        "events=order.cards_voided"))
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("order.cards_voided", "service=payout-service", about))
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("payout.completed", "service=refund-service", about))
                .noneSatisfy(line -> assertThat(line).containsAnyOf(alice, "staff"));

        var no = Map.of("code", "OTHER", "text", "迟了");
        var late = juhui.merchant(shop).acts(refundId, "reject", no).expect(409);
        assertThat(awaitLines(late.text("traceId"), 2))
                .allSatisfy(line -> assertThat(line).contains("status=409", refundId))
                .anySatisfy(line -> assertThat(line).contains("outcome=ACTION_NOT_ALLOWED"));
    }

    /// At least so many.
    private List<String> awaitLines(String trace, int count) {
        return Awaitility.await()
                .atMost(Cases.PATIENCE)
                .until(() -> lines(trace), found -> found.size() >= count);
    }

    private List<String> lines(String trace) throws IOException {
        try (var lines = Files.lines(platform.log())) {
            return lines.filter(line -> line.contains(trace)).toList();
        }
    }
}
