package cn.juhui.platform.config;

import cn.juhui.platform.http.LiteralPaths;
import cn.juhui.platform.http.TraceMethodFilter;
import cn.juhui.platform.http.body.BodyFormFilter;
import cn.juhui.platform.http.body.BodyLimitFilter;
import cn.juhui.platform.http.body.BodyPlacesFilter;
import cn.juhui.platform.http.body.BodyRoom;
import cn.juhui.platform.http.body.HttpSettings;
import cn.juhui.platform.http.pace.PaceValve;
import cn.juhui.platform.http.pace.PatientProtocol;
import cn.juhui.platform.http.problem.ErrorAnswers;
import cn.juhui.platform.http.problem.InputForms;
import cn.juhui.platform.http.problem.PlainErrorValve;
import cn.juhui.platform.http.problem.ProblemAdvice;
import cn.juhui.platform.http.problem.Problems;
import cn.juhui.platform.http.request.InputChecks;
import cn.juhui.platform.http.request.QueryFilter;
import cn.juhui.platform.http.text.LanguageFilter;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.process.Drain;
import cn.juhui.platform.process.ProductInfo;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// HTTP as the house speaks it.
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration")
@EnableConfigurationProperties(HttpSettings.class)
@Import({ProblemAdvice.class, MvcConfiguration.class, LiteralPaths.class, ErrorAnswers.class})
class HttpConfiguration {

    /// After Spring Security (-100): only who may come in is read. Before the idempotency filter (20).
    private static final int BEFORE_IDEMPOTENCY = 10;

    private static final int BEFORE_BODIES_ARE_READ = 3;

    /// After it is known what a body is, and whose.
    private static final int BEFORE_BODIES_ARE_SPOOLED = 4;

    /// In bytes. With the megabytes that the system would give, a slow reader takes nothing for minutes and then very much.
    private static final String SEND_BUFFER = "65536";

    /// Business time. Cut to milliseconds, because that is what the store keeps.
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    @Bean
    ResourceBundleMessageSource messageSource(Environment environment) {
        var bundles = new ResourceBundleMessageSource();
        bundles.setBasenames(
                environment.getRequiredProperty("spring.application.name") + "-messages",
                "rule-messages",
                "kind-messages",
                "platform-messages");
        bundles.setDefaultEncoding(StandardCharsets.UTF_8.name());
        bundles.setFallbackToSystemLocale(false);
        return bundles;
    }

    @Bean
    ProductInfo productInfo(@Value("${spring.application.name}") String service) {
        return new ProductInfo(service);
    }

    @Bean
    Texts texts(ResourceBundleMessageSource messageSource) {
        return new Texts(messageSource);
    }

    @Bean
    Problems problems(Texts texts, JsonMapper json) {
        return new Problems(texts, json);
    }

    /// Input is what it says it is, or an error: no unknown members, no numbers in quotes, no duplicate keys, no control
    /// characters, nothing behind the end.
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json ->
                json.addModule(new InputForms())
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .changeDefaultVisibility(members ->
                                members.withVisibility(
                                        PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE))
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .withCoercionConfig(
                                LogicalType.Textual,
                                text -> {
                                    text.setCoercion(
                                            CoercionInputShape.Integer, CoercionAction.Fail);
                                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                                    text.setCoercion(
                                            CoercionInputShape.Boolean, CoercionAction.Fail);
                                });
    }

    /// Sizes count characters as people do.
    @Bean
    ValidationConfigurationCustomizer inputChecks() {
        return InputChecks::addTo;
    }

    @Bean
    FilterRegistrationBean<LanguageFilter> languageFilter() {
        var registration = new FilterRegistrationBean<>(new LanguageFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 11);
        return registration;
    }

    /// Slow clients: their headers are the connector's matter, their bodies the valve's. What is written to them lies in small
    /// buffers, so that a slow reader is seen to read.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowClients(HttpSettings settings) {
        return tomcat -> {
            tomcat.setProtocol(PatientProtocol.class.getName());
            tomcat.addConnectorCustomizers(connector -> {
                connector.setProperty("socket.txBufSize", SEND_BUFFER);
                if (connector.getProtocolHandler() instanceof PatientProtocol protocol) {
                    protocol.setHeadersWithin(settings.pace().headersWithin());
                    // Who asks first whether a body is wanted is refused before sending it.
                    protocol.setContinueResponseTiming("onRead");
                }
            });
            tomcat.addEngineValves(new PaceValve(settings.pace()));
        };
    }

    @Bean
    Drain drain(@Value("${juhui.drain.delay}") Duration delay) {
        return new Drain(delay);
    }

    @Bean
    FilterRegistrationBean<Drain> drainFilter(Drain drain) {
        var registration = new FilterRegistrationBean<>(drain);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return registration;
    }

    @Bean
    FilterRegistrationBean<QueryFilter> queryFilter(Problems problems) {
        var registration = new FilterRegistrationBean<>(new QueryFilter(problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 12);
        return registration;
    }

    /// Known methods only is not for the container to say: who asks with another one hears which there are.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrors() {
        return tomcat -> {
            tomcat.addConnectorCustomizers(connector -> connector.setAllowTrace(true));
            tomcat.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new PlainErrorValve()));
        };
    }

    @Bean
    FilterRegistrationBean<TraceMethodFilter> traceMethodFilter() {
        var registration = new FilterRegistrationBean<>(new TraceMethodFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 13);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyFormFilter> bodyFormFilter(Problems problems) {
        var registration = new FilterRegistrationBean<>(new BodyFormFilter(problems));
        registration.setOrder(BEFORE_BODIES_ARE_READ);
        return registration;
    }

    /// What lies on this process's disk for callers.
    @Bean
    BodyRoom spoolRoom(HttpSettings settings) {
        return new BodyRoom(settings.places().spooled().toBytes());
    }

    @Bean
    FilterRegistrationBean<BodyPlacesFilter> bodyPlacesFilter(
            HttpSettings settings,
            Problems problems,
            BodyRoom spoolRoom,
            @Value("${spring.servlet.multipart.enabled:true}") boolean spools,
            @Value("${spring.servlet.multipart.max-request-size}") DataSize largestForm) {
        var registration =
                new FilterRegistrationBean<>(
                        new BodyPlacesFilter(
                                settings,
                                problems,
                                spools,
                                largestForm.toBytes(),
                                spoolRoom,
                                new BodyRoom(settings.places().buffered().toBytes())));
        registration.setOrder(BEFORE_BODIES_ARE_SPOOLED);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
            HttpSettings settings, Problems problems) {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter(settings, problems));
        registration.setOrder(BEFORE_IDEMPOTENCY);
        return registration;
    }
}
