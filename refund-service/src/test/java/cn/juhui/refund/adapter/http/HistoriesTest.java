package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.EventTypes;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.http.Texts;
import cn.juhui.platform.journal.StateMapper;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.refund.domain.Refund;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/// Every event of a case has its sentence, in both languages, for the examples that contracts publishes.
class HistoriesTest {

    private final Histories histories =
            new Histories(
                    new MemoryJournal<Refund, RefundEvent>(Clock.systemUTC(), Refund::dueAt),
                    new Texts(bundles()));

    private static ResourceBundleMessageSource bundles() {
        var bundles = new ResourceBundleMessageSource();
        bundles.setBasename("refund-service-messages");
        bundles.setDefaultEncoding("UTF-8");
        bundles.setFallbackToSystemLocale(false);
        return bundles;
    }

    @TestFactory
    Stream<DynamicTest> every_event_has_its_sentence() {
        return EventTypes.all().entrySet().stream()
                .filter(e -> RefundEvent.class.isAssignableFrom(e.getValue()))
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getKey())));
    }

    private void check(String type) throws IOException {
        var event = example(type);
        for (var locale : new Locale[] {Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH}) {
            LocaleContextHolder.setLocale(locale);
            try {
                assertThat(histories.text(event))
                        .isNotBlank()
                        .doesNotContain("{0}", "{1}", "{2}", "null");
            } finally {
                LocaleContextHolder.resetLocaleContext();
            }
        }
    }

    private static RefundEvent example(String type) throws IOException {
        try (var in = HistoriesTest.class.getResourceAsStream("/examples/" + type + ".json")) {
            var json = Objects.requireNonNull(in, type).readAllBytes();
            return RefundEvent.class.cast(
                    StateMapper.fromJson(json, Objects.requireNonNull(EventTypes.all().get(type))));
        }
    }
}
