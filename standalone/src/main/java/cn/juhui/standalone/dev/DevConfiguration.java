package cn.juhui.standalone.dev;

import cn.juhui.gateway.docs.TokenDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/// What the standalone platform adds to the gateway: `/dev/**`, open to whoever reaches the loopback address.
@Configuration(proxyBeanMethods = false)
@Import({
    DevTokenController.class,
    DevClockController.class,
    DevChannelController.class,
    DevCardController.class
})
public class DevConfiguration {

    /// Puts the button for a token on the gateway's page.
    @Bean
    TokenDesk tokenDesk() {
        return new TokenDesk(DevTokenController.TOKENS);
    }

    /// Before the gateway's own chain, which lets nobody in without a token.
    @Bean
    @Order(0)
    SecurityFilterChain devFilterChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/dev/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
