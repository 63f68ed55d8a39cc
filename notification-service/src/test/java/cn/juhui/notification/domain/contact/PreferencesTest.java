package cn.juhui.notification.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PreferencesTest {

    private static final Preferences BOTH =
            new Preferences("zh", "a@b.example", "+8613800138000", Map.of(), null);

    @Test
    void who_gave_no_address_is_sent_nothing() {
        assertThat(Preferences.NONE.waysOf("refund.merchant_urged")).isEmpty();
    }

    @Test
    void mails_are_about_everything_and_text_messages_about_what_is_urgent() {
        assertThat(BOTH.waysOf("refund.completed")).containsExactly(Channel.EMAIL, Channel.SMS);
        assertThat(BOTH.waysOf("evidence.message_posted")).containsExactly(Channel.EMAIL);
    }

    @Test
    void what_was_chosen_for_a_kind_counts_for_that_kind() {
        var chosen =
                new Preferences(
                        "zh",
                        "a@b.example",
                        "+8613800138000",
                        Map.of(
                                "refund.completed",
                                Set.of(),
                                "evidence.message_posted",
                                Set.of(Channel.SMS)),
                        null);
        assertThat(chosen.waysOf("refund.completed")).isEmpty();
        assertThat(chosen.waysOf("evidence.message_posted")).containsExactly(Channel.SMS);
        assertThat(chosen.waysOf("refund.ruled")).containsExactly(Channel.EMAIL, Channel.SMS);
    }

    @Test
    void an_urge_goes_every_way_there_is_whatever_was_chosen() {
        var none = Map.of("refund.merchant_urged", Set.<Channel>of());
        assertThat(
                        new Preferences("zh", "a@b.example", "+8613800138000", none, null)
                                .waysOf("refund.merchant_urged"))
                .containsExactly(Channel.EMAIL, Channel.SMS);
        assertThat(
                        new Preferences("zh", null, "+8613800138000", none, null)
                                .waysOf("refund.merchant_urged"))
                .containsExactly(Channel.SMS);
    }

    @Nested
    class Quiet_hours {

        private static Instant next(String from, String to, String at) {
            return new QuietHours(LocalTime.parse(from), LocalTime.parse(to))
                    .next(Instant.parse(at));
        }

        @Test
        void are_told_in_beijing_time_and_go_past_midnight() {
            // 22:30, 23:59, 07:59 and 08:00 in Beijing.
            assertThat(next("22:30", "08:00", "2026-11-24T14:30:00Z"))
                    .isEqualTo("2026-11-25T00:00:00Z");
            assertThat(next("22:30", "08:00", "2026-11-24T15:59:00Z"))
                    .isEqualTo("2026-11-25T00:00:00Z");
            assertThat(next("22:30", "08:00", "2026-11-24T23:59:00Z"))
                    .isEqualTo("2026-11-25T00:00:00Z");
            assertThat(next("22:30", "08:00", "2026-11-25T00:00:00Z"))
                    .isEqualTo("2026-11-25T00:00:00Z");
            assertThat(next("22:30", "08:00", "2026-11-24T14:29:00Z"))
                    .isEqualTo("2026-11-24T14:29:00Z");
        }

        @Test
        void can_lie_within_a_day_or_be_none() {
            assertThat(next("12:00", "14:00", "2026-11-24T05:00:00Z"))
                    .isEqualTo("2026-11-24T06:00:00Z");
            assertThat(next("12:00", "14:00", "2026-11-24T06:00:00Z"))
                    .isEqualTo("2026-11-24T06:00:00Z");
            assertThat(next("12:00", "12:00", "2026-11-24T04:00:00Z"))
                    .isEqualTo("2026-11-24T04:00:00Z");
        }
    }
}
