package cn.juhui.gateway.config;

import cn.juhui.gateway.docs.SignIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Files that the pages need: the viewer from its jar, so that it works offline, and the schemas and examples of the events.
@Configuration(proxyBeanMethods = false)
class DocsConfiguration implements WebMvcConfigurer {

    @Bean
    SignIn signIn(GatewaySettings settings, @Value("${juhui.security.issuer}") String issuer) {
        return new SignIn(settings.docsClient(), issuer);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/ui/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/swagger-ui/5.30.2/");
        registry.addResourceHandler("/docs/page/**").addResourceLocations("classpath:/docs/");
        registry.addResourceHandler("/operations/page/**")
                .addResourceLocations("classpath:/operations/");
        registry.addResourceHandler("/schemas/**").addResourceLocations("classpath:/schemas/");
        registry.addResourceHandler("/examples/**").addResourceLocations("classpath:/examples/");
    }
}
