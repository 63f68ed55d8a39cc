package cn.juhui.platform.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.neighbours.*`: the services that this one asks on events and by its clocks, in nobody's name.
///
/// @param urls the instances of each, by its name, such as `order-service`
/// @param timeLimit for one answer; who gets none asks again
@ConfigurationProperties("juhui.neighbours")
record ServiceClientSettings(
        @DefaultValue Map<String, List<URI>> urls, @DefaultValue("5s") Duration timeLimit) {}
