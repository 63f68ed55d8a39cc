package cn.juhui.order.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.orders.imports.*`: long imports.
///
/// @param every how often each instance looks for one that nobody is at
@ConfigurationProperties("juhui.orders.imports")
public record ImportSettings(@DefaultValue("500ms") Duration every) {}
