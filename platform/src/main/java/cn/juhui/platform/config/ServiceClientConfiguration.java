package cn.juhui.platform.config;

import cn.juhui.platform.http.client.ServiceClient;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.trace.Tracing;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// The other services, where this one was told of some.
@AutoConfiguration
@EnableConfigurationProperties(ServiceClientSettings.class)
class ServiceClientConfiguration {

    @Bean
    ServiceClients serviceClients(ServiceClientSettings settings, Tracing tracing) {
        return new ServiceClients(
                settings.urls().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        url -> url.getKey(),
                                        url ->
                                                new ServiceClient(
                                                        url.getValue(),
                                                        settings.timeLimit(),
                                                        tracing))),
                settings.peopleWait());
    }
}
