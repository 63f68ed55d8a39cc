package cn.juhui.evidence.config;

import cn.juhui.evidence.domain.IntakeLimits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// `juhui.evidence.*`. The limits of files stand in `platform.yml`, because order-service tells them to customers.
///
/// @param maxBytes of one file
/// @param maxPixels of one picture: width × height
/// @param maxSide of one picture, in pixels
/// @param maxPerSide pieces of evidence that each side of an order may add
/// @param darkroomThreads files that are decoded at the same time
/// @param darkroomQueue files that may wait for it
/// @param darkroomTimeLimit for one file, waiting included
/// @param uploadUsableFor how long an upload may wait to become part of a case
/// @param uploadKeptFor when an upload that did not is taken away; longer, so that a case that is heard of late finds it
/// @param uploadHold how long a stored file is safe before evidence must name it, in real time
/// @param expiryPause between two looks for what is to be taken away, in real time
@Validated
@ConfigurationProperties("juhui.evidence")
public record EvidenceSettings(
        @NotNull DataSize maxBytes,
        @Min(1) long maxPixels,
        @Min(1) int maxSide,
        @Min(1) int maxPerSide,
        @DefaultValue("2") @Min(1) int darkroomThreads,
        @DefaultValue("14") @Min(1) int darkroomQueue,
        @DefaultValue("15s") Duration darkroomTimeLimit,
        @DefaultValue("7d") Duration uploadUsableFor,
        @DefaultValue("14d") Duration uploadKeptFor,
        @DefaultValue("1h") Duration uploadHold,
        @DefaultValue("10s") Duration expiryPause) {

    IntakeLimits limits() {
        return new IntakeLimits(maxBytes.toBytes(), maxPixels, maxSide, maxPerSide);
    }

    /// Each holds a file in memory; more would only be turned away by the darkroom.
    int uploadsAtOnce() {
        return darkroomThreads + darkroomQueue;
    }
}
