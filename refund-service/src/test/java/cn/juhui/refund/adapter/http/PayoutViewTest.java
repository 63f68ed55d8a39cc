package cn.juhui.refund.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.security.Caller;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.refund.adapter.http.view.RefundView;
import cn.juhui.refund.adapter.http.view.RefundViews;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.Situations.Situation;
import cn.juhui.refund.domain.state.Payout;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/// Whoever waits for money reads when it comes, or why nobody can say.
class PayoutViewTest {

    private static final Caller CUSTOMER =
            new Caller(Situations.CUSTOMER.id(), Set.of(Role.CUSTOMER), null);

    private static RefundViews at(Instant now) {
        var bundles = new ResourceBundleMessageSource();
        bundles.setBasenames("refund-service-messages", "rule-messages");
        bundles.setDefaultEncoding("UTF-8");
        bundles.setFallbackToSystemLocale(false);
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        return new RefundViews(
                new MemoryJournal<Refund, RefundEvent>(clock, Refund::dueAt),
                new Texts(bundles),
                clock);
    }

    private static RefundView seen(Refund refund, Instant now) {
        var stored = new Stored<>(refund.id(), refund, 1, 1, Situations.MORNING, now);
        return at(now).of(stored, CUSTOMER);
    }

    private static Stream<Situation> paying() {
        return Situations.all().values().stream()
                .filter(s -> !(s.refund().payout() instanceof Payout.None));
    }

    @AfterEach
    void nobodysLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @TestFactory
    Stream<DynamicTest> every_payout_has_an_estimate_or_a_sentence_in_both_languages() {
        return Situations.all().entrySet().stream()
                .filter(e -> !(e.getValue().refund().payout() instanceof Payout.None))
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getValue())));
    }

    private static void check(Situation situation) {
        for (var locale : new Locale[] {Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH}) {
            LocaleContextHolder.setLocale(locale);
            for (var now : new Instant[] {situation.now(), situation.now().plusSeconds(864_000)}) {
                var payout = seen(situation.refund(), now).payout();
                var estimate = payout.expectedArrivalAt();
                if (estimate == null || !estimate.isAfter(now)) {
                    assertThat(payout.explanation()).isNotBlank();
                }
                if (payout.explanation() != null) {
                    assertThat(payout.explanation()).doesNotContain("{", "''");
                }
            }
        }
    }

    @Test
    void every_state_of_a_payout_is_among_them() {
        var seen = paying().map(s -> s.refund().payout().getClass()).collect(Collectors.toSet());
        var all =
                Arrays.stream(Payout.class.getPermittedSubclasses())
                        .filter(state -> state != Payout.None.class)
                        .collect(Collectors.toSet());
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void an_express_refund_is_promised_within_the_half_hour() {
        var view = seen(Situations.express().refund(), Situations.MORNING);
        assertThat(view.payout().expectedArrivalAt())
                .isEqualTo(Situations.MORNING.plusSeconds(1800));
        assertThat(view.payout().explanation()).isNull();
    }
}
