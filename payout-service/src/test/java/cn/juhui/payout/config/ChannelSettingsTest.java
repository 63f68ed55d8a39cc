package cn.juhui.payout.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ChannelSettingsTest {

    private static ChannelSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("juhui.payouts.channel", ChannelSettings.class);
    }

    @Test
    void these_are_the_defaults() {
        assertThat(bound(Map.of("juhui.payouts.channel.url", "http://channel.test")))
                .isEqualTo(
                        new ChannelSettings(
                                URI.create("http://channel.test"),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(3),
                                100,
                                Duration.ofSeconds(2),
                                32,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(10),
                                new ChannelSettings.Circuit(20, 10, 50, Duration.ofSeconds(5))));
    }

    @Test
    void a_call_can_not_outlast_the_right_to_make_it() {
        assertThatThrownBy(() -> bound(Map.of("juhui.payouts.channel.time-limit", "4s")))
                .rootCause()
                .hasMessageContaining("PT5S");
        assertThatThrownBy(() -> bound(Map.of("juhui.payouts.channel.line-wait", "6s")))
                .rootCause()
                .hasMessageContaining("PT5S");
    }
}
