package cn.juhui.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Person;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/// What several stories look for.
final class Cases {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final Set<String> FINAL = Set.of("COMPLETED", "DECLINED", "WITHDRAWN", "CLOSED");

    private Cases() {}

    /// A name that no other story uses.
    static String fresh(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().substring(0, 13);
    }

    static Answer awaitStatus(Person who, String refundId, String status) {
        return awaitStatus(who, refundId, status, PATIENCE);
    }

    static Answer awaitStatus(Person who, String refundId, String status, Duration patience) {
        return Awaitility.await(refundId + " is " + status)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> who.seesRefund(refundId),
                        seen -> seen.status() == 200 && seen.text("status").equals(status));
    }

    static Answer awaitOrderStatus(Person who, String orderId, String status) {
        return Awaitility.await(orderId + " is " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> who.seesOrder(orderId), seen -> seen.text("status").equals(status));
    }

    static String firstCard(Answer order) {
        return order.text("items/0/cards/0/id");
    }

    static String cardStatus(Answer order) {
        return order.text("items/0/cards/0/status");
    }

    /// The history is numbered from 1 without a gap, and every entry has a name on it.
    static void assertGapFreeHistory(Person who, String refundId) {
        var entries =
                who.get("/v1/refunds/" + refundId + "/history").expect(200).json().path("data");
        assertThat(entries.valueStream().map(e -> e.path("seq").asLong()).toList())
                .isNotEmpty()
                .isEqualTo(LongStream.rangeClosed(1, entries.size()).boxed().toList());
        assertThat(entries.valueStream())
                .allSatisfy(e -> {
                    assertThat(e.path("text").asString()).isNotBlank();
                    assertThat(e.at("/actor/role").asString()).isNotBlank();
                });
    }
}
