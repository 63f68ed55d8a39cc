package cn.juhui.platform.process;

import cn.juhui.contracts.wire.EventTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/// Which version a process is, at `/actuator/info`: of the product, of which commit it was built and when that was made (`unknown` where nobody said), of Java, and of the events that it knows. Two processes with the same `schemas.sum` know the same
/// members of the same events.
public final class ProductInfo implements InfoContributor {

    private static final String FILE = "/juhui-product.properties";
    private static final String UNKNOWN = "unknown";

    private final String service;
    private final Properties product;

    public ProductInfo(String service) {
        this.service = service;
        this.product = product();
    }

    /// Of the product; `unknown` where it was not built.
    public static String version() {
        return product().getProperty("version", UNKNOWN);
    }

    private static Properties product() {
        try (var file = ProductInfo.class.getResourceAsStream(FILE)) {
            var properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void contribute(Info.Builder info) {
        info.withDetail("service", service)
                .withDetail("version", product.getProperty("version", UNKNOWN))
                .withDetail(
                        "build",
                        Map.of(
                                "commit", product.getProperty("commit", UNKNOWN),
                                "time", product.getProperty("committed", UNKNOWN)))
                .withDetail("java", Runtime.version().toString())
                .withDetail(
                        "schemas", Map.of("events", EventTypes.all().size(), "sum", schemasSum()));
    }

    private static String schemasSum() {
        var members = new TreeMap<String, String>();
        EventTypes.all()
                .forEach((name, type) -> {
                    var components = type.getRecordComponents();
                    var words = new StringBuilder();
                    for (var member : components) {
                        words.append(member.getName())
                                .append(' ')
                                .append(member.getGenericType().getTypeName())
                                .append(';');
                    }
                    members.put(name, words.toString());
                });
        var sum = new CRC32();
        sum.update(members.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
