package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.gateway.route.Service;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.application.admin.enabled=false")
class FailuresTest extends GatewayTest {

    @Test
    void a_service_that_breaks_off_is_502() {
        upstream(Service.ORDER)
                .answers(exchange -> {
                    throw new IOException("breaks off");
                });
        var answer = send(as(ALICE, "/v1/orders").POST(BodyPublishers.ofString("{}")));
        assertThat(problem(answer)).isEqualTo("502 UPSTREAM_BROKE_OFF");
        assertThat(answer.body()).doesNotContain("127.0.0.1").doesNotContain("Exception");
    }

    @Test
    void a_service_that_does_not_answer_in_time_is_504() {
        var never = new CountDownLatch(1);
        upstream(Service.REFUND)
                .answers(exchange -> {
                    try {
                        assertThat(never.await(10, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                });
        try {
            assertThat(problem(send(as(ALICE, "/v1/refunds").POST(BodyPublishers.ofString("{}")))))
                    .isEqualTo("504 UPSTREAM_TIMEOUT");
        } finally {
            never.countDown();
        }
        assertThat(upstream(Service.REFUND).asked().method()).isEqualTo("POST");
        assertThat(upstream(Service.REFUND).wasAsked()).as("asked again").isFalse();
    }
}
