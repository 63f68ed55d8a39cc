package cn.juhui.refund.config;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// `juhui.refund.neighbours.*`: the services that are asked at once, and how long.
///
/// @param orderServiceUrl `ORDER_SERVICE_URL`
/// @param evidenceServiceUrl `EVIDENCE_SERVICE_URL`
/// @param timeLimit for one question, connecting included
@Validated
@ConfigurationProperties("juhui.refund.neighbours")
public record NeighbourSettings(
        @NotNull URI orderServiceUrl,
        @NotNull URI evidenceServiceUrl,
        @DefaultValue("2s") Duration timeLimit) {}
