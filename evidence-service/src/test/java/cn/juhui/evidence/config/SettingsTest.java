package cn.juhui.evidence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.juhui.evidence.domain.conversation.ConversationLimits;
import cn.juhui.platform.testkit.BoundSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsTest {

    private static <T> T byDefault(Class<T> settings) {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("juhui.evidence", settings);
    }

    @Test
    void a_person_may_write_ten_messages_a_minute_into_a_case_of_at_most_five_hundred() {
        assertThat(byDefault(ConversationSettings.class).limits())
                .isEqualTo(
                        new ConversationLimits(
                                10, Duration.ofMinutes(1), 300, Duration.ofDays(30)));
    }

    @Test
    void nothing_is_scanned_unless_somebody_says_by_whom() {
        assertThat(BoundSettings.of(ClamAvSettings.class, "evidence-service.yml", Map.of()))
                .isEqualTo(
                        new ClamAvSettings(
                                "", 3310, Duration.ofSeconds(1), Duration.ofSeconds(10)));
    }

    @Test
    void a_link_is_good_for_a_day_at_most_and_its_secret_is_long_and_never_shown() {
        var settings = byDefault(LinkSettings.class);
        assertThat(settings.longest()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.key()).hasSize(32).isNotEqualTo(settings.key());

        var secret = "x".repeat(32);
        var own = new LinkSettings(secret, Duration.ofHours(1));
        assertThat(new String(own.key(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(secret);
        assertThat(own.toString()).doesNotContain(secret);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkSettings("x".repeat(31), Duration.ofHours(1)))
                .withMessageContaining("EVIDENCE_LINK_SECRET")
                .withMessageNotContaining("xxx");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkSettings(secret, Duration.ofDays(8)));
    }
}
