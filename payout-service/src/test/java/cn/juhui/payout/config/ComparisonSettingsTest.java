package cn.juhui.payout.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ComparisonSettingsTest {

    @Test
    void these_are_the_defaults() {
        assertThat(
                        new Binder(new MapConfigurationPropertySource(Map.of()))
                                .bindOrCreate("juhui.payouts.comparison", ComparisonSettings.class))
                .isEqualTo(
                        new ComparisonSettings(
                                Duration.ofSeconds(10), Duration.ofMinutes(10), 100));
    }
}
