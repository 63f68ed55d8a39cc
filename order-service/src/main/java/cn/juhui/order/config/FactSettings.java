package cn.juhui.order.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// `juhui.orders.facts.*`: how far what is told of cards is believed.
///
/// @param tolerance how far in the past something may be dated and still count from there (`FACT_TOLERANCE`); beyond it, it counts from
///     when it was received
@ConfigurationProperties("juhui.orders.facts")
public record FactSettings(Duration tolerance) {}
