package cn.juhui.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.gateway.route.Service;
import cn.juhui.platform.testkit.BoundSettings;
import cn.juhui.platform.testkit.Bundles;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class GatewaySettingsTest {

    private static final Map<String, String> GIVEN = given();

    @Test
    void the_defaults_are_these() {
        var settings = BoundSettings.of(GatewaySettings.class, "gateway.yml", addressesOnly());
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.maxUpload()).isEqualTo(DataSize.ofMegabytes(12));
        assertThat(settings.rateLimit())
                .isEqualTo(
                        new GatewaySettings.RateLimit(
                                new GatewaySettings.Limit(200, 1000),
                                new GatewaySettings.Limit(200, 1000),
                                new GatewaySettings.Refused(20, 200)));
        assertThat(settings.origins()).isEmpty();
        assertThat(settings.services())
                .containsEntry(Service.ORDER, List.of(URI.create("http://order.test")));
    }

    @Test
    void a_service_without_an_address_is_an_error_at_start() {
        var missing = new HashMap<>(GIVEN);
        missing.remove("juhui.gateway.services.payout");
        assertThatThrownBy(() -> bind(missing))
                .hasRootCauseMessage("juhui.gateway.services must name the address of PAYOUT");
    }

    @Test
    void a_limit_of_nothing_is_an_error_at_start() {
        new ApplicationContextRunner()
                .withUserConfiguration(OnlySettings.class)
                .withPropertyValues(
                        GIVEN.entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .toArray(String[]::new))
                .withPropertyValues("juhui.gateway.rate-limit.caller.burst=0")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void both_languages_have_the_same_texts() {
        Bundles.assertSameKeys("gateway-messages");
    }

    @EnableConfigurationProperties(GatewaySettings.class)
    static class OnlySettings {}

    private static GatewaySettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("juhui.gateway", GatewaySettings.class)
                .get();
    }

    private static Map<String, String> addressesOnly() {
        var addresses = new HashMap<>(GIVEN);
        addresses.keySet().removeIf(name -> name.contains("rate-limit"));
        return addresses;
    }

    private static Map<String, String> given() {
        var addresses = new HashMap<String, String>();
        for (var service : Service.values()) {
            var name = service.name().toLowerCase(Locale.ROOT);
            addresses.put("juhui.gateway.services." + name, "http://" + name + ".test");
        }
        for (var caller : List.of("caller", "anonymous", "refused")) {
            addresses.put("juhui.gateway.rate-limit." + caller + ".per-second", "7");
            addresses.put("juhui.gateway.rate-limit." + caller + ".burst", "8");
        }
        return addresses;
    }
}
