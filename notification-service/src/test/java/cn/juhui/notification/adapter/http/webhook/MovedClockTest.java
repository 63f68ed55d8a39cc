package cn.juhui.notification.adapter.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.MerchantUrged;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.NotificationServiceApplication;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TellingService;
import com.standardwebhooks.Webhook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Receivers refuse what was signed at another time than theirs, whatever the business clock says.
@ServiceTest
@SpringBootTest(
        classes = {NotificationServiceApplication.class, MovedClockTest.Moved.class},
        properties = "spring.config.name=notification-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class MovedClockTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Moved {
        @Bean
        @Primary
        Clock nextMonth() {
            return Clock.offset(Clock.systemUTC(), Duration.ofDays(30));
        }
    }

    @LocalServerPort private int port;

    @Test
    void each_attempt_is_signed_at_the_time_that_it_is_in_the_world() throws Exception {
        var shop = "mer_" + UUID.randomUUID().toString().substring(0, 8);
        var people = new MerchantClient(port, shop);
        try (var erp = Receiver.willing();
                var refundService = new TellingService()) {
            erp.behave((_, exchange) ->
                    Receiver.answer(exchange, erp.received().size() == 1 ? 500 : 204, ""));
            var secret = people.endpoint(erp.url("/")).path("secret").asString();
            var refundId = Ids.next("rfd");
            var ids =
                    new CaseIds(
                            new RefundId(refundId),
                            new OrderId(Ids.sibling("ord", refundId)),
                            "JH1001",
                            new CustomerId("cus_alice"),
                            new MerchantId(shop));
            refundService.tell(Topics.REFUNDS, refundId, shop, 1, new MerchantUrged(ids, 1));
            var sent = erp.await(2);
            for (var request : sent) {
                new Webhook(secret).verify(request.text(), request.headers());
                var at = Instant.ofEpochSecond(Long.parseLong(request.header("webhook-timestamp")));
                assertThat(Duration.between(at, request.at()).abs())
                        .isLessThan(Duration.ofSeconds(3));
            }
            assertThat(sent.get(1).header("webhook-timestamp"))
                    .isNotEqualTo(sent.get(0).header("webhook-timestamp"));
        }
    }
}
