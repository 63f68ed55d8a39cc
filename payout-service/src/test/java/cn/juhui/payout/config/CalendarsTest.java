package cn.juhui.payout.config;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.platform.process.WrongVariablesException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// A start with the years of the service, and with an operator's folder.
@ExtendWith(OutputCaptureExtension.class)
class CalendarsTest {

    private static final String THE_NEXT =
            """
            year: 2027
            notice: {title: 测试用安排, number: 测试〔2026〕1号, issuedOn: 2026-11-30, source: 'test:'}
            holidays:
              - {name: 元旦, from: 2027-01-01, to: 2027-01-03}
            makeUpDays: []
            """;

    @TempDir Path folder;

    private static ApplicationContextRunner startedAt(String now) {
        return new ApplicationContextRunner()
                .withUserConfiguration(CalendarConfiguration.class)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(Clock.class, () -> Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private ApplicationContextRunner withFolder(String now) {
        return startedAt(now).withPropertyValues("juhui.payouts.calendar.folder=" + folder);
    }

    @Test
    void without_a_folder_the_years_of_the_service_are_known() {
        startedAt("2026-11-28T00:00:00Z")
                .run(context -> {
                    assertThat(context.getBean(WorkingCalendar.class).years().keySet())
                            .containsExactly(2025, 2026);
                    assertThat(
                                    context.getBean(MeterRegistry.class)
                                            .get("juhui.calendar.days.known")
                                            .gauge()
                                            .value())
                            .isEqualTo(34);
                });
    }

    @Test
    void a_start_warns_when_the_calendar_ends_soon_and_only_then(CapturedOutput output) {
        startedAt("2026-11-28T00:00:00Z").run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("The working calendar is known for");
        startedAt("2026-12-10T00:00:00Z").run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains("The working calendar is known for 22 more days")
                .contains("WORKING_CALENDAR_DIR");
    }

    @Test
    void an_operator_adds_a_year(CapturedOutput output) throws IOException {
        Files.writeString(folder.resolve("2027.yml"), THE_NEXT);
        Files.writeString(folder.resolve("README.txt"), "not a year");
        withFolder("2026-12-31T17:00:00Z")
                .run(context -> {
                    var calendar = context.getBean(WorkingCalendar.class);
                    assertThat(calendar.isWorkingDay(LocalDate.parse("2027-01-01"))).isFalse();
                    assertThat(calendar.plusWorkingDays(LocalDate.parse("2026-12-31"), 1))
                            .isEqualTo(
                                    new WorkingCalendar.Found(
                                            LocalDate.parse("2027-01-04"), false));
                });
        assertThat(output)
                .contains("Working calendar 2027: 测试用安排 测试〔2026〕1号")
                .doesNotContain("WARN");
    }

    @Test
    void a_file_that_cannot_be_is_named_and_nothing_starts() throws IOException {
        Files.writeString(folder.resolve("2027.yml"), THE_NEXT.replace("2027-01-03", "2027-13-03"));
        withFolder("2026-12-10T00:00:00Z")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(WrongVariablesException.class)
                                .hasMessage(
                                        "WORKING_CALENDAR_DIR: 2027.yml: 2027-13-03 is not a day such as 2026-10-01"));
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        startedAt("2026-12-10T00:00:00Z")
                .withPropertyValues("juhui.payouts.calendar.folder=/no/such")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(WrongVariablesException.class)
                                .hasMessage(
                                        "WORKING_CALENDAR_DIR: the folder \"/no/such\" can't be read"));
    }
}
