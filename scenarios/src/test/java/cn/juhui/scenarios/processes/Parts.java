package cn.juhui.scenarios.processes;

import cn.juhui.platform.process.VariableKind;
import cn.juhui.platform.process.Variables;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// What runs as a process of its own, and its settings files as read with some environment.
final class Parts {

    static final List<String> SERVICES =
            List.of(
                    "order-service",
                    "refund-service",
                    "evidence-service",
                    "payout-service",
                    "notification-service");

    static final List<String> ALL =
            List.of(
                    "order-service",
                    "refund-service",
                    "evidence-service",
                    "payout-service",
                    "notification-service",
                    "gateway");

    private static final KeyPair LONG_ENOUGH = rsa(2048);
    private static final KeyPair TOO_SHORT = rsa(1024);

    private Parts() {}

    /// @param given the environment variables, instead of those of this process
    static Variables variables(String part, Map<String, String> given) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().remove("systemEnvironment");
        environment.getPropertySources().remove("systemProperties");
        var all = new HashMap<String, Object>(given);
        all.put("spring.config.name", part);
        environment.getPropertySources().addFirst(new MapPropertySource("given", all));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return new Variables(environment);
    }

    /// A value that the kind allows.
    static String good(VariableKind kind) {
        return switch (kind) {
            case TEXT, SECRET -> "some text";
            case SWITCH -> "true";
            case COUNT -> "3";
            case REPLICAS -> "-1";
            case PORT -> "8081";
            case ADDRESS -> "127.0.0.1";
            case DURATION -> "5s";
            case SERVERS -> "kafka-0:9092,kafka-1:9092";
            case HTTP_URL -> "https://somewhere.test/path";
            case HTTP_URLS -> "http://one.test:8081,http://two.test:8081";
            case NETWORKS -> "10.0.0.0/8,2001:db8::/32";
            case ORIGINS -> "https://shop.test,http://localhost:*,http://[::1]:5173";
            case MERCHANTS -> "mer_guoka,mer_xingka";
            case MINOR_UNITS -> "100000";
            case AES_KEYS -> "0123456789abcdef".repeat(4);
            case SIGNING_KEY -> "0123456789abcdef0123456789abcdef";
            case PICTURE_STORE -> "s3";
            case ALIPAY_PROTOCOL -> "openapi-v3";
            case WECHAT_PROTOCOL -> "api-v3";
            case RSA_PRIVATE_KEY -> text(LONG_ENOUGH.getPrivate());
            case RSA_PUBLIC_KEY -> text(LONG_ENOUGH.getPublic());
            case RSA_PUBLIC_KEYS -> "PUB_KEY_ID_1=" + text(LONG_ENOUGH.getPublic());
            case MONGODB_URI -> "mongodb://user:geheim@a:27017,b:27017/?replicaSet=rs0";
        };
    }

    private static String text(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Values that the kind must refuse.
    static List<String> bad(VariableKind kind) {
        return switch (kind) {
            case TEXT, SECRET -> List.of("", " padded");
            case SWITCH -> List.of("yes", "");
            case COUNT -> List.of("many", "0", "-1", "1.5", "");
            case REPLICAS -> List.of("0", "-2", "three", "");
            case PORT -> List.of("tcp://10.0.0.1:8081", "0", "65536", "");
            case ADDRESS -> List.of("here", "127.0.0.256", "127.0.0.1:80", "");
            case DURATION -> List.of("soon", "-5s", "5 parsecs", "");
            case SERVERS -> List.of("kafka", "kafka:port", "kafka:9092,", "kafka:0", "");
            case HTTP_URL -> List.of("somewhere", "ftp://a", "http://", "http://u:p@a", "");
            case HTTP_URLS -> List.of("a:1", "http://a:1,", "http://a:1;http://b:1", "");
            case NETWORKS -> List.of("10.0.0.1", "10.0.0.0/33", "proxy/8", "10.0.0.0/8,", "");
            case ORIGINS ->
                    List.of("*", "shop.test", "https://shop.test/", "http://a:80", "http://a,", "");
            case MERCHANTS -> List.of("mer guoka", "mer_guoka,", "mer/guoka", "");
            case MINOR_UNITS -> List.of("-1", "many", "1000000000001", "");
            case AES_KEYS -> List.of("abc", "a".repeat(64) + ",", "x".repeat(64), "");
            case SIGNING_KEY -> List.of("0123456789abcdef0123456789abcde", "");
            case PICTURE_STORE -> List.of("minio", "S3", "");
            case ALIPAY_PROTOCOL -> List.of("v3", "FRONT", "");
            case WECHAT_PROTOCOL -> List.of("v3", "openapi-v3", "");
            case RSA_PUBLIC_KEYS ->
                    List.of(
                            "abc",
                            text(LONG_ENOUGH.getPublic()),
                            "A=" + text(TOO_SHORT.getPublic()),
                            "A=" + text(LONG_ENOUGH.getPublic()) + ",");
            case RSA_PRIVATE_KEY ->
                    List.of("abc", text(TOO_SHORT.getPrivate()), text(LONG_ENOUGH.getPublic()));
            case RSA_PUBLIC_KEY ->
                    List.of("abc", text(TOO_SHORT.getPublic()), text(LONG_ENOUGH.getPrivate()));
            case MONGODB_URI -> List.of("localhost:27017", "mongodb://", "http://a", "");
        };
    }
}
