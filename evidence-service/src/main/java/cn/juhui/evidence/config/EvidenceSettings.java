package cn.juhui.evidence.config;

import cn.juhui.evidence.domain.IntakeLimits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// `juhui.evidence.*`. The limits of files stand in `platform.yml`, because order-service tells them to customers.
///
/// @param orderServiceUrl its instances (`ORDER_SERVICE_URL`)
/// @param orderTimeLimit for one question to order-service
/// @param maxBytes of one file
/// @param maxPixels of one picture: width × height
/// @param maxSide of one picture, in pixels
/// @param maxPerSide pieces of evidence that each side of an order may add
/// @param darkroomThreads files that are decoded at the same time
/// @param darkroomQueue files that may wait for it
/// @param darkroomTimeLimit for one file, waiting included
@Validated
@ConfigurationProperties("juhui.evidence")
public record EvidenceSettings(
        @NotEmpty List<URI> orderServiceUrl,
        @DefaultValue("2s") Duration orderTimeLimit,
        @NotNull DataSize maxBytes,
        @Min(1) long maxPixels,
        @Min(1) int maxSide,
        @Min(1) int maxPerSide,
        @DefaultValue("2") @Min(1) int darkroomThreads,
        @DefaultValue("32") @Min(1) int darkroomQueue,
        @DefaultValue("15s") Duration darkroomTimeLimit) {

    IntakeLimits limits() {
        return new IntakeLimits(maxBytes.toBytes(), maxPixels, maxSide, maxPerSide);
    }
}
