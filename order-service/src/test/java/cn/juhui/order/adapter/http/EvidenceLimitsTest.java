package cn.juhui.order.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EvidenceLimitsTest {

    @Test
    void the_defaults_are_those_of_evidence_service() {
        var limits =
                new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("juhui.evidence-limits", EvidenceLimits.class);

        assertThat(limits)
                .isEqualTo(
                        new EvidenceLimits(
                                20,
                                10L * 1024 * 1024,
                                40_000_000,
                                8_192,
                                List.of("image/png", "image/jpeg")));
    }
}
