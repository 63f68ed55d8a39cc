package cn.juhui.payout.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// `juhui.payouts.comparison.*`: the running check of the books.
///
/// @param every how long between two turns, over all instances
/// @param grace how long after its latest change (business time) a payout is looked at: what is under way is no difference
/// @param batch how many payouts a turn looks at for the first time, and how many again; each costs a question to the channel per number, one to
///     order-service and one to refund-service
@Validated
@ConfigurationProperties("juhui.payouts.comparison")
public record ComparisonSettings(
        @DefaultValue("10s") @NotNull Duration every,
        @DefaultValue("10m") @NotNull Duration grace,
        @DefaultValue("100") @Min(1) @Max(10_000) int batch) {}
