package cn.juhui.payout.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// `juhui.payouts.ledger.*`: how the ledger follows the payouts.
///
/// @param every how long between two turns, over all instances
/// @param lag how long after its latest change (business time) a payout is entered: longer than a write is under way
/// @param checkEvery how long between two turns of the check
/// @param grace how long after its latest change (business time) a payout's entries are compared with its journal
/// @param batch how many payouts are read at once
@Validated
@ConfigurationProperties("juhui.payouts.ledger")
public record LedgerSettings(
        @DefaultValue("1s") @NotNull Duration every,
        @DefaultValue("2s") @NotNull Duration lag,
        @DefaultValue("10s") @NotNull Duration checkEvery,
        @DefaultValue("10m") @NotNull Duration grace,
        @DefaultValue("200") @Min(1) @Max(10_000) int batch) {}
