package cn.juhui.payout.config;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// `juhui.payouts.calendar.*`: the days on which banks work.
///
/// @param folder of further years, `<year>.yml` (`WORKING_CALENDAR_DIR`); one that comes with the service is replaced. Empty: none
/// @param warnBefore how long before the calendar ends a start warns of it
@Validated
@ConfigurationProperties("juhui.payouts.calendar")
public record CalendarSettings(
        @DefaultValue("") @NotNull String folder,
        @DefaultValue("30d") @NotNull Duration warnBefore) {}
