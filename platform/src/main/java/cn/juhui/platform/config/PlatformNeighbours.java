package cn.juhui.platform.config;

import cn.juhui.platform.http.NeighbourClient;
import cn.juhui.platform.http.Neighbours;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// The other services, where this one was told of some.
@AutoConfiguration
@EnableConfigurationProperties(NeighbourSettings.class)
class PlatformNeighbours {

    @Bean
    Neighbours neighbours(NeighbourSettings settings) {
        return new Neighbours(
                settings.urls().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        url -> url.getKey(),
                                        url ->
                                                new NeighbourClient(
                                                        url.getValue(), settings.timeLimit()))));
    }
}
