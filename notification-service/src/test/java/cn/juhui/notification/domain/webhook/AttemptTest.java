package cn.juhui.notification.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptTest {

    @ParameterizedTest
    @CsvSource({
        "200, true",
        "204, true",
        "299, true",
        "199, false",
        "301, false",
        "410, false",
        "500, false"
    })
    void only_two_hundreds_are_delivered(int status, boolean delivered) {
        var attempt = new Attempt(Instant.EPOCH, 1, status, null, null);
        assertThat(attempt.isDelivered()).isEqualTo(delivered);
    }

    @Test
    void an_echo_keeps_no_secret_and_no_signature() {
        var secret = Secret.next(new SecureRandom());
        var signature =
                "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4= v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
        var echo =
                "{\"secret\":\"%s\",\"webhook-signature\":\"%s\",\"Authorization\":\"Bearer abcdef0123456789\"}"
                        .formatted(secret.shown(), signature);
        var kept = Attempt.keepable(echo, List.of(secret));
        assertThat(kept)
                .doesNotContain(secret.shared())
                .doesNotContain(signature.substring(3, 20))
                .doesNotContain("abcdef0123456789")
                .contains("webhook-signature");
    }

    @Test
    void a_long_answer_is_cut() {
        assertThat(Attempt.keepable("好".repeat(2_000), List.of()))
                .isEqualTo("好".repeat(1_000) + "…");
    }
}
