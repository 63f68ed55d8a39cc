package cn.juhui.platform.process;

import com.mongodb.ConnectionString;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/// What the value of an environment variable must look like; settings files name it under `juhui.variables`.
public enum VariableKind {
    TEXT("text", text -> true),
    /// Its value is never shown.
    SECRET("text that is kept secret", text -> true),
    SWITCH("true or false", text -> text.equals("true") || text.equals("false")),
    COUNT("a whole number from 1 to 1000000", text -> isBetween(text, 1, 1_000_000)),
    REPLICAS("-1 (the broker's own default) or a whole number from 1 to 9", VariableKind::replicas),
    PORT("a port number from 1 to 65535", text -> isBetween(text, 1, 65_535)),
    ADDRESS("an IP address such as 127.0.0.1", VariableKind::isAddress),
    DURATION("a duration such as 5s or PT5S", VariableKind::isDuration),
    SERVERS("host:port[,host:port…]", text -> each(text, VariableKind::isServer)),
    HTTP_URL("an address such as http://host:8080", VariableKind::isHttpUrl),
    HTTP_URLS("http://host:8080[,http://host:8080…]", text -> each(text, VariableKind::isHttpUrl)),
    NETWORKS("10.0.0.0/8[,2001:db8::/32…]", text -> each(text, VariableKind::isNetwork)),
    ORIGINS(
            "https://shop.example.com[,http://localhost:*…]",
            text -> each(text, VariableKind::isOrigin)),
    /// Each is part of the name of a topic.
    MERCHANTS(
            "mer_guoka[,mer_xingka…]",
            text -> each(text, one -> one.matches("[A-Za-z0-9._-]{1,128}"))),
    MINOR_UNITS("minor units of a currency, 0 to 1000000000000", VariableKind::isAmount),
    /// Keys are never shown.
    AES_KEYS(
            "64 hex digits[,64 hex digits…]",
            text -> each(text, one -> one.matches("[0-9a-f]{64}"))),
    /// Holds a password, so its value is never shown.
    MONGODB_URI("a mongodb:// or mongodb+srv:// URI", VariableKind::isMongo),
    ALIPAY_PROTOCOL(
            "front or openapi-v3", text -> text.equals("front") || text.equals("openapi-v3")),
    WECHAT_PROTOCOL("front or api-v3", text -> text.equals("front") || text.equals("api-v3")),
    /// Its value is never shown.
    RSA_PRIVATE_KEY(
            "an RSA private key, PKCS#8 in Base64 on one line",
            text ->
                    isRsaKey(
                            text,
                            (keys, bytes) -> keys.generatePrivate(new PKCS8EncodedKeySpec(bytes)))),
    RSA_PUBLIC_KEY("an RSA public key, X.509 in Base64 on one line", VariableKind::isRsaPublicKey),
    /// Each with the name that it is known by.
    RSA_PUBLIC_KEYS(
            "id=key[,id=key…], each key an RSA public key, X.509 in Base64",
            text ->
                    each(
                            text,
                            one ->
                                    one.matches("[0-9A-Za-z_]{1,64}=.*")
                                            && isRsaPublicKey(one.split("=", 2)[1]))),
    PICTURE_STORE("gridfs or s3", text -> text.equals("gridfs") || text.equals("s3")),
    /// Signs something; its value is never shown.
    SIGNING_KEY("a secret of at least 32 characters", text -> text.length() >= 32);

    private static final Pattern SERVER =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");

    /// As browsers write it: lower case, no path, no usual port; `:*` is any port.
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:]+])(:([1-9][0-9]{0,4}|\\*))?");

    private final String looks;

    @SuppressWarnings("ImmutableEnumChecker") // The predicates have no state.
    private final Predicate<String> allows;

    VariableKind(String looks, Predicate<String> allows) {
        this.looks = looks;
        this.allows = allows;
    }

    /// What a value must be, in words.
    public String looks() {
        return looks;
    }

    boolean allows(String value) {
        return !value.isBlank() && value.equals(value.strip()) && allows.test(value);
    }

    boolean isSecret() {
        return this == MONGODB_URI
                || this == AES_KEYS
                || this == SIGNING_KEY
                || this == SECRET
                || this == RSA_PRIVATE_KEY;
    }

    private static boolean isRsaPublicKey(String text) {
        return isRsaKey(text, (keys, bytes) -> keys.generatePublic(new X509EncodedKeySpec(bytes)));
    }

    private static boolean isBetween(String text, int least, int most) {
        try {
            var number = Integer.parseInt(text);
            return number >= least && number <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean replicas(String text) {
        return text.equals("-1") || isBetween(text, 1, 9);
    }

    private static boolean isAmount(String text) {
        return text.matches("0|[1-9][0-9]{0,11}|1000000000000");
    }

    private static boolean isDuration(String text) {
        try {
            return DurationStyle.detectAndParse(text).compareTo(Duration.ZERO) >= 0;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }

    private static boolean each(String text, Predicate<String> one) {
        return Arrays.stream(text.split(",", -1)).allMatch(one);
    }

    private static boolean isServer(String text) {
        var server = SERVER.matcher(text);
        return server.matches() && isBetween(server.group(2), 1, 65_535);
    }

    private static boolean isHttpUrl(String text) {
        try {
            var url = URI.create(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches()
                && !(text.startsWith("http://") && text.endsWith(":80"))
                && !(text.startsWith("https://") && text.endsWith(":443"));
    }

    private static boolean isNetwork(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            return false;
        }
        try {
            var bits = InetAddress.ofLiteral(text.substring(0, slash)).getAddress().length * 8;
            return isBetween(text.substring(slash + 1), 1, bits);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private interface RsaKey {
        Key read(KeyFactory keys, byte[] bytes) throws GeneralSecurityException;
    }

    private static boolean isRsaKey(String text, RsaKey kind) {
        try {
            var key = kind.read(KeyFactory.getInstance("RSA"), Base64.getDecoder().decode(text));
            return key instanceof java.security.interfaces.RSAKey rsa
                    && rsa.getModulus().bitLength() >= 2048;
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isAddress(String text) {
        try {
            return !InetAddress.ofLiteral(text).getHostAddress().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isMongo(String text) {
        try {
            return !new ConnectionString(text).getHosts().isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
