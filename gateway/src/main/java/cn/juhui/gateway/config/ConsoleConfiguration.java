package cn.juhui.gateway.config;

import cn.juhui.gateway.console.ConsoleFiles;
import cn.juhui.gateway.console.ConsoleSignIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/// The console's files. They take any parameter, because the issuer sends people back with some.
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    private static final int AFTER_THE_PAGES = 1;

    @Bean
    ConsoleSignIn consoleSignIn(
            GatewaySettings settings, @Value("${juhui.security.issuer}") String issuer) {
        return ConsoleSignIn.of(settings.consoleClient(), issuer);
    }

    @Bean
    HandlerMapping console(
            ConsoleFiles page, @Qualifier("consoleAssets") ResourceHttpRequestHandler assets) {
        HttpRequestHandler entrance = (request, response) -> response.sendRedirect("/console/");
        return new SimpleUrlHandlerMapping(
                Map.of(
                        "/console", entrance,
                        "/console/**", page,
                        "/console/assets/**", assets),
                AFTER_THE_PAGES);
    }

    @Bean
    ConsoleFiles consoleFiles() {
        return new ConsoleFiles();
    }

    /// Their names hold a sum of what is in them.
    @Bean
    ResourceHttpRequestHandler consoleAssets() {
        var assets = new ResourceHttpRequestHandler();
        assets.setLocations(List.of(new ClassPathResource("console/assets/")));
        assets.setResourceResolvers(
                List.of(new EncodedResourceResolver(), new PathResourceResolver()));
        assets.setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        return assets;
    }
}
