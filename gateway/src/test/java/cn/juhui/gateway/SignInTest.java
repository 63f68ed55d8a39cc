package cn.juhui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// The API page, where people are signed in by it.
@ContextConfiguration(initializers = SignInTest.Issuer.class)
@TestPropertySource(properties = {"DOCS_CLIENT_ID=docs", "CONSOLE_CLIENT_ID=console"})
class SignInTest extends GatewayTest {

    private static final String ISSUER = "https://id.test:8443/realms/juhui";
    private static final String DISCOVERY = ISSUER + "/.well-known/openid-configuration";

    /// In the place of the other tests' gateway, which believes any issuer.
    static class Issuer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var issuer = Map.<String, Object>of("juhui.security.issuer", ISSUER);
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("issuer", issuer));
        }
    }

    @Test
    void the_document_names_the_issuer_as_a_way_to_a_token() {
        var api = JsonMapper.builder().build().readTree(send(anonymous("/openapi.json")).body());
        var scheme = api.at("/components/securitySchemes/issuer");
        assertThat(scheme.path("type").asString()).isEqualTo("openIdConnect");
        assertThat(scheme.path("openIdConnectUrl").asString()).isEqualTo(DISCOVERY);
        assertThat(api.at("/security").valueStream().flatMap(way -> way.propertyNames().stream()))
                .containsExactlyInAnyOrder("bearer", "issuer");
        assertThat(send(anonymous("/openapi.yaml")).body()).contains(DISCOVERY);
    }

    @Test
    void the_page_knows_its_client_and_may_call_the_issuer_and_nobody_else() {
        var page = send(anonymous("/docs/en"));
        assertThat(page.body())
                .contains("<div id=\"api\" data-client=\"docs\">", "signs you in at the identity");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("connect-src 'self' https://id.test:8443;");
    }

    @Test
    void the_console_knows_its_client_and_may_call_the_issuer_and_nobody_else() {
        var config = json(send(anonymous("/console/config.json")));
        assertThat(config.path("kind").asString()).isEqualTo("OIDC");
        assertThat(config.path("authority").asString()).isEqualTo(ISSUER);
        assertThat(config.path("clientId").asString()).isEqualTo("console");
        assertThat(header(send(anonymous("/console/")), "Content-Security-Policy"))
                .contains("connect-src 'self' https://id.test:8443;", "script-src 'self';");
    }

    @Test
    void the_issuer_sends_people_back_to_a_page_that_runs_a_file_of_the_gateway() {
        var back = send(anonymous("/docs/ui/oauth2-redirect.html?state=s&code=c"));
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.body()).contains("<script src=\"oauth2-redirect.js\">");
        assertThat(send(anonymous("/docs/ui/oauth2-redirect.js")).statusCode()).isEqualTo(200);
    }
}
