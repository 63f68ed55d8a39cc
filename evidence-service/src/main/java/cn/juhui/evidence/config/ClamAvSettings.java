package cn.juhui.evidence.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// `juhui.evidence.clamav.*`: the malware scanner.
///
/// @param host of clamd (`CLAMAV_HOST`); without it nothing is scanned
/// @param port its TCP port (`CLAMAV_PORT`)
/// @param connectTimeout until it takes the connection
/// @param timeLimit for the whole exchange about one file
@Validated
@ConfigurationProperties("juhui.evidence.clamav")
public record ClamAvSettings(
        @Nullable String host,
        @Min(1) @Max(65535) int port,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("10s") Duration timeLimit) {}
