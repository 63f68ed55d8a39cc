package cn.juhui.order.adapter.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/// `juhui.evidence.*`: what evidence-service will accept, told before anybody uploads. The same settings that evidence-service
/// reads; their values stand in `platform.yml`, once for both.
///
/// @param maxPerSide pieces that each side of an order may add
/// @param maxBytes of one file
/// @param maxPixels of one picture: width × height
/// @param maxSide of one picture, in pixels
/// @param mediaTypes what a file can be
/// @param recommendedMediaType what it is best: a screenshot as the telephone makes it
@ConfigurationProperties("juhui.evidence")
public record EvidenceLimits(
        int maxPerSide,
        DataSize maxBytes,
        long maxPixels,
        int maxSide,
        List<String> mediaTypes,
        String recommendedMediaType) {

    /// A service that doesn't know the limits must not start.
    public EvidenceLimits {
        if (maxPerSide < 1 || maxPixels < 1 || maxSide < 1 || mediaTypes == null) {
            throw new IllegalArgumentException("juhui.evidence.* must say what is accepted");
        }
        if (!mediaTypes.contains(recommendedMediaType)) {
            throw new IllegalArgumentException("What is recommended must be accepted");
        }
    }

    /// @param maxCount pieces that each side of an order may add
    record View(
            int maxCount,
            long maxBytes,
            long maxPixels,
            int maxSide,
            List<String> mediaTypes,
            String recommendedMediaType) {}

    View view() {
        return new View(
                maxPerSide,
                maxBytes.toBytes(),
                maxPixels,
                maxSide,
                mediaTypes,
                recommendedMediaType);
    }
}
