package cn.juhui.refund.config;

import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// `juhui.refund.neighbours.*`: the services that are asked at once, and how long.
///
/// @param orderServiceUrl its instances (`ORDER_SERVICE_URL`)
/// @param evidenceServiceUrl its instances (`EVIDENCE_SERVICE_URL`)
/// @param payoutServiceUrl its instances (`PAYOUT_SERVICE_URL`)
/// @param timeLimit for the answer to one question: a person who waits, waits rather than reads an error
@Validated
@ConfigurationProperties("juhui.refund.neighbours")
public record NeighbourSettings(
        @NotEmpty List<URI> orderServiceUrl,
        @NotEmpty List<URI> evidenceServiceUrl,
        @NotEmpty List<URI> payoutServiceUrl,
        @DefaultValue("10s") Duration timeLimit) {}
