package cn.juhui.payout.config;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.process.Variables;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// What a start says about Alipay's variables.
class AlipayVariablesTest {

    private static List<String> complaints(Map<String, String> given) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("given", Map.copyOf(given)));
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "name", Map.of("spring.config.name", "payout-service")));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return new Variables(environment)
                .complaints().stream().filter(said -> said.startsWith("ALIPAY")).toList();
    }

    private static Map<String, String> all(int bits) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        var pair = generator.generateKeyPair();
        var text = Base64.getEncoder();
        return Map.of(
                "ALIPAY_PROTOCOL",
                "openapi-v3",
                "ALIPAY_URL",
                "https://openapi.alipay.com",
                "ALIPAY_APP_ID",
                "2021",
                "ALIPAY_PRIVATE_KEY",
                text.encodeToString(pair.getPrivate().getEncoded()),
                "ALIPAY_PUBLIC_KEY",
                text.encodeToString(pair.getPublic().getEncoded()));
    }

    @Test
    void nothing_is_needed_while_alipay_is_behind_the_front() {
        assertThat(complaints(Map.of())).isEmpty();
        assertThat(complaints(Map.of("ALIPAY_PROTOCOL", "front"))).isEmpty();
        assertThat(complaints(Map.of("ALIPAY_PROTOCOL", "v2")))
                .containsExactly("ALIPAY_PROTOCOL: \"v2\" is not front or openapi-v3");
    }

    @Test
    void its_own_protocol_needs_all_four_and_says_which_is_missing() throws Exception {
        var all = all(2048);
        assertThat(complaints(all)).isEmpty();
        for (var each :
                List.of("ALIPAY_URL", "ALIPAY_APP_ID", "ALIPAY_PRIVATE_KEY", "ALIPAY_PUBLIC_KEY")) {
            var rest = new HashMap<>(all);
            rest.remove(each);
            assertThat(complaints(rest))
                    .singleElement()
                    .asString()
                    .startsWith(each + " is missing: with ALIPAY_PROTOCOL=openapi-v3, give it");
        }
    }

    @Test
    void what_is_no_key_is_refused_and_never_shown() throws Exception {
        var wrong = new HashMap<>(all(2048));
        var publicKey = wrong.get("ALIPAY_PUBLIC_KEY");
        wrong.put("ALIPAY_PRIVATE_KEY", publicKey);
        assertThat(complaints(wrong))
                .singleElement()
                .asString()
                .startsWith("ALIPAY_PRIVATE_KEY: its value is not an RSA private key")
                .doesNotContain(publicKey);
        assertThat(complaints(all(1024))).hasSize(2);
    }
}
