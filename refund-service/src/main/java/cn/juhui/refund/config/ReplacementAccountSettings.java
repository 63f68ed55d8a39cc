package cn.juhui.refund.config;

import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// `juhui.refund.replacement-accounts.*`: how accounts that customers name are verified.
///
/// @param secondAgentAbove from more than how many minor units on (fen for CNY) two agents must accept an account; 0: always
///     (`SECOND_AGENT_ABOVE`)
@Validated
@ConfigurationProperties("juhui.refund.replacement-accounts")
public record ReplacementAccountSettings(@PositiveOrZero long secondAgentAbove) {}
