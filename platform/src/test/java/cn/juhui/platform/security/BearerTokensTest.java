package cn.juhui.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

class BearerTokensTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer abc.DEF-0_9.xyz",
                "bearer abc",
                "BEARER abc.d",
                "Bearer abc+/~=",
                "Bearer abc==",
                "Bearer =abc",
                "Bearer a=b",
                "Bearer ",
                "Bearer",
                "Bearer  abc",
                "Bearer abc ",
                "Bearer a b",
                "Bearer a,b",
                "Bearer 卡",
                "Bearerabc",
                "Basic abc",
                " Bearer abc",
                ""
            })
    void are_found_where_the_framework_finds_them(String header) {
        assertThat(found(new BearerTokens(), header))
                .isEqualTo(found(new DefaultBearerTokenResolver(), header));
    }

    @Test
    void are_whole() {
        assertThat(found(new BearerTokens(), "Bearer a.b.c")).isEqualTo("a.b.c");
        assertThat(found(new BearerTokens(), null)).isNull();
    }

    private static @Nullable String found(BearerTokenResolver resolver, @Nullable String header) {
        var request = new MockHttpServletRequest();
        if (header != null) {
            request.addHeader("Authorization", header);
        }
        try {
            return resolver.resolve(request);
        } catch (OAuth2AuthenticationException e) {
            return "refused: " + e.getError().getDescription();
        }
    }
}
