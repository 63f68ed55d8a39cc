package cn.juhui.order.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

class EvidenceLimitsTest {

    @Test
    void the_defaults_stand_in_the_settings_that_both_services_read() throws Exception {
        var environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("platform", new ClassPathResource("platform.yml"))
                .forEach(environment.getPropertySources()::addLast);
        ConfigurationPropertySources.attach(environment);

        assertThat(
                        Binder.get(environment)
                                .bindOrCreate("juhui.evidence", EvidenceLimits.class)
                                .view())
                .isEqualTo(
                        new EvidenceLimits.View(
                                20,
                                DataSize.ofMegabytes(10).toBytes(),
                                44_000_000,
                                30_000,
                                List.of("image/png", "image/jpeg", "image/webp"),
                                "image/png"));
    }

    @Test
    void a_service_that_does_not_know_the_limits_does_not_start() {
        var nothing = new Binder(new MapConfigurationPropertySource(Map.of()));

        assertThatThrownBy(() -> nothing.bindOrCreate("juhui.evidence", EvidenceLimits.class))
                .isInstanceOf(BindException.class);
    }
}
