package cn.juhui.payout.config;

import cn.juhui.payout.domain.QueryPauses;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the channels are reached and spared. Limits count per channel and instance.
///
/// @param url the channels' address
/// @param connectTimeout how long making a connection may take
/// @param timeLimit how long a call may take until its answer counts as lost
/// @param callsPerSecond how many calls begin in a second
/// @param turnWait how long a call waits for its turn in that second
/// @param lines how many calls run at the same time
/// @param lineWait how long whoever brings a call waits for a free line
/// @param reversalsEvery how long between two looks at a channel's list of what it took back, over all instances
/// @param circuit when a failing channel is left alone
@Validated
@ConfigurationProperties("juhui.payouts.channel")
public record ChannelSettings(
        @NotNull URI url,
        @DefaultValue("1s") @NotNull Duration connectTimeout,
        @DefaultValue("3s") @NotNull Duration timeLimit,
        @DefaultValue("100") @Min(1) int callsPerSecond,
        @DefaultValue("2s") @NotNull Duration turnWait,
        @DefaultValue("32") @Min(1) int lines,
        @DefaultValue("2s") @NotNull Duration lineWait,
        @DefaultValue("10s") @NotNull Duration reversalsEvery,
        @DefaultValue @NotNull Circuit circuit) {

    /// @param window how many of the last calls are looked at
    /// @param minimumCalls how many there must be
    /// @param failurePercent how many of them must have had no usable answer
    /// @param openFor how long the channel is then left alone
    public record Circuit(
            @DefaultValue("20") @Min(1) int window,
            @DefaultValue("10") @Min(1) int minimumCalls,
            @DefaultValue("50") @Min(1) @Max(100) int failurePercent,
            @DefaultValue("5s") @NotNull Duration openFor) {}

    public ChannelSettings {
        if (turnWait.plus(timeLimit).compareTo(QueryPauses.LONGEST_CALL) > 0) {
            throw new IllegalArgumentException(
                    "turnWait and timeLimit together may be %s at most: who sends must be done before others may"
                            .formatted(QueryPauses.LONGEST_CALL));
        }
        if (lineWait.plus(QueryPauses.LONGEST_CALL).compareTo(QueryPauses.SENDING) > 0) {
            throw new IllegalArgumentException(
                    "lineWait may be %s at most"
                            .formatted(QueryPauses.SENDING.minus(QueryPauses.LONGEST_CALL)));
        }
    }
}
