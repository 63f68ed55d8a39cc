package cn.juhui.platform.config;

import cn.juhui.platform.audit.AuditTrail;
import cn.juhui.platform.http.LiteralPaths;
import cn.juhui.platform.http.audit.AuditInterceptor;
import cn.juhui.platform.http.audit.ReasonAdvice;
import cn.juhui.platform.http.body.NoBodyInterceptor;
import cn.juhui.platform.http.body.NullBodyAdvice;
import cn.juhui.platform.http.idempotency.IdempotencyKeyInterceptor;
import cn.juhui.platform.http.request.QueryInterceptor;
import cn.juhui.platform.http.request.RequestArguments;
import cn.juhui.platform.http.request.TrueOrFalse;
import cn.juhui.platform.http.text.Languages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AbstractLocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/// What Spring MVC must know: our arguments, our languages, what a query may say, the idempotency keys, the audit trail.
@Import({NullBodyAdvice.class, ReasonAdvice.class})
public class MvcConfiguration implements WebMvcConfigurer {

    private final LiteralPaths paths;
    private final ObjectProvider<AuditTrail> audit;

    /// @param audit none where there is no store
    public MvcConfiguration(LiteralPaths paths, ObjectProvider<AuditTrail> audit) {
        this.paths = paths;
        this.audit = audit;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestArguments());
    }

    /// An instant is an ISO 8601 text in a query as in a body ([InputForms]); a number's unit would be a guess.
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, text -> Instant.parse(text.strip()));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(paths);
        registry.addInterceptor(new QueryInterceptor());
        registry.addInterceptor(new IdempotencyKeyInterceptor());
        registry.addInterceptor(new NoBodyInterceptor());
        audit.ifAvailable(trail -> registry.addInterceptor(new AuditInterceptor(trail)));
    }

    /// Said once. An `@InitBinder` would be looked up and called for each argument of each request.
    @Bean
    static SmartInitializingSingleton strictTruthValues(
            @Qualifier("requestMappingHandlerAdapter")
                    ObjectProvider<RequestMappingHandlerAdapter> adapter) {
        return () -> {
            var initializer = adapter.getObject().getWebBindingInitializer();
            ((ConfigurableWebBindingInitializer) Objects.requireNonNull(initializer))
                    .setPropertyEditorRegistrar(TrueOrFalse::addTo);
        };
    }

    @Bean
    LocaleResolver localeResolver() {
        return new AbstractLocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return Languages.of(request);
            }

            @Override
            public void setLocale(
                    HttpServletRequest request,
                    @Nullable HttpServletResponse response,
                    @Nullable Locale locale) {
                throw new UnsupportedOperationException("The caller's Accept-Language decides");
            }
        };
    }
}
