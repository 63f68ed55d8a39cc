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

/// What a start says about the variables of Alipay and WeChat Pay.
class WalletVariablesTest {

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
                .complaints().stream().filter(said -> said.matches("(ALIPAY|WECHAT)_.*")).toList();
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

    private static Map<String, String> wechat(int bits) throws Exception {
        var pair = all(bits);
        return Map.of(
                "WECHAT_PROTOCOL",
                "api-v3",
                "WECHAT_URL",
                "https://api.mch.weixin.qq.com",
                "WECHAT_MERCHANT_ID",
                "1900",
                "WECHAT_CERTIFICATE_SERIAL",
                "5157",
                "WECHAT_PRIVATE_KEY",
                pair.get("ALIPAY_PRIVATE_KEY"),
                "WECHAT_PUBLIC_KEYS",
                "PUB_KEY_ID_1=" + pair.get("ALIPAY_PUBLIC_KEY"));
    }

    @Test
    void wechat_pays_own_protocol_needs_all_five_and_says_which_is_missing() throws Exception {
        assertThat(complaints(Map.of("WECHAT_PROTOCOL", "v2")))
                .containsExactly("WECHAT_PROTOCOL: \"v2\" is not front or api-v3");
        var all = wechat(2048);
        assertThat(complaints(all)).isEmpty();
        for (var each : all.keySet()) {
            if (each.equals("WECHAT_PROTOCOL")) {
                continue;
            }
            var rest = new HashMap<>(all);
            rest.remove(each);
            assertThat(complaints(rest))
                    .singleElement()
                    .asString()
                    .startsWith(each + " is missing: with WECHAT_PROTOCOL=api-v3, give it");
        }
    }

    @Test
    void wechat_pays_keys_have_names_and_are_keys() throws Exception {
        var good = wechat(2048).get("WECHAT_PUBLIC_KEYS");
        assertThat(complaints(with("WECHAT_PUBLIC_KEYS", good + ",OLD=" + good.split("=", 2)[1])))
                .isEmpty();
        assertThat(complaints(with("WECHAT_PUBLIC_KEYS", good.split("=", 2)[1]))).hasSize(1);
        assertThat(complaints(with("WECHAT_PUBLIC_KEYS", good + ","))).hasSize(1);
        assertThat(complaints(wechat(1024))).hasSize(2);
    }

    private static Map<String, String> with(String name, String value) throws Exception {
        var all = new HashMap<>(wechat(2048));
        all.put(name, value);
        return all;
    }
}
