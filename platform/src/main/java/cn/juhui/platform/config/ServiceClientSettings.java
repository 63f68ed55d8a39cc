package cn.juhui.platform.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.services.*`: the services that this one asks.
///
/// @param urls the instances of each, by its name, such as `order-service`
/// @param timeLimit for one answer on an event or by a clock; who gets none asks again
/// @param peopleWait for one answer while a person waits
@ConfigurationProperties("juhui.services")
record ServiceClientSettings(
        @DefaultValue Map<String, List<URI>> urls,
        @DefaultValue("5s") Duration timeLimit,
        @DefaultValue("10s") Duration peopleWait) {}
