package cn.juhui.payout.adapter.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.payout.domain.calendar.WorkingCalendar;
import cn.juhui.payout.domain.calendar.WorkingYear;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFileTest {

    private static final String A_YEAR =
            """
            year: 2019
            notice:
              title: 国务院办公厅关于2019年部分节假日安排的通知
              number: 国办发明电〔2018〕15号
              issuedOn: 2018-12-06
              source: https://www.gov.cn/zhengce/content/2018-12/06/content_5346276.htm
            holidays:
              - {name: 元旦, from: 2018-12-30, to: 2019-01-01}
            makeUpDays: [2018-12-29]
            """;

    private static WorkingYear read(String name, String text) throws IOException {
        return CalendarFile.read(
                name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_years_that_come_with_the_service_have_as_many_working_days_as_the_notices_leave() {
        var calendar = new WorkingCalendar(BuiltInYears.read());
        for (int year : List.of(2025, 2026)) {
            var first = LocalDate.of(year, 1, 1);
            assertThat(first.datesUntil(first.plusYears(1)).filter(calendar::isWorkingDay).count())
                    .isEqualTo(248);
        }
        assertThat(calendar.years().get(2026).notice().number()).isEqualTo("国办发明电〔2025〕7号");
        assertThat(calendar.years().get(2025).notice().number()).isEqualTo("国办发明电〔2024〕12号");
    }

    @Test
    void a_notice_may_begin_in_the_year_before() throws IOException {
        var calendar = new WorkingCalendar(List.of(read("2019.yml", A_YEAR)));
        assertThat(calendar.isWorkingDay(LocalDate.parse("2018-12-29"))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.parse("2018-12-31"))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.parse("2019-01-02"))).isTrue();
    }

    @Test
    void of_a_year_that_is_there_twice_the_later_file_counts() throws IOException {
        var amended = A_YEAR.replace("[2018-12-29]", "[]");
        var calendar =
                new WorkingCalendar(List.of(read("2019.yml", A_YEAR), read("2019.yml", amended)));
        assertThat(calendar.isWorkingDay(LocalDate.parse("2018-12-29"))).isFalse();
    }

    @Test
    void it_is_told_for_how_long_the_calendar_is_known() {
        var calendar = new WorkingCalendar(BuiltInYears.read());
        assertThat(calendar.daysKnown(LocalDate.parse("2026-12-01"))).isEqualTo(31);
        assertThat(calendar.daysKnown(LocalDate.parse("2025-12-31"))).isEqualTo(366);
        assertThat(calendar.daysKnown(LocalDate.parse("2027-01-01"))).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "year: 2019;            year: 2020;             its name must be 2020.yml",
                "year: 2019;            year: soon;             soon is not a year",
                "2018-12-29;            2018-12-32;             2018-12-32 is not a day",
                "2018-12-29;            2019-01-02;             2019-01-02 is worked on anyway",
                "2018-12-29;            2018-12-30;             a day off and a make-up day",
                "2018-12-29;            2018-11-24;             2018-11-24 is not of 2019",
                "2018-12-29;            2020-01-04;             2020-01-04 is not of 2019",
                "'[2018-12-29]';        '[2018-12-29, 2018-12-29]'; 2018-12-29 is there twice",
                "to: 2019-01-01;        to: 2019-12-01;         from 2018-12-30 to 2019-12-01",
                "to: 2019-01-01;        to: 2018-12-01;         from 2018-12-30 to 2018-12-01",
                "name: 元旦, ;          name: 元旦, days: 3, ;  a holiday has",
                "makeUpDays;            makeupDays;             instead of",
                "issuedOn: 2018-12-06;  issuedOn: 2018;         2018 is not a day",
                "number: 国办发明电;    nummer: 国办发明电;     notice has",
                "year: 2019;            '[year';                2019.yml: ",
            })
    void one_that_cannot_be_is_refused_with_the_reason(String what, String instead, String why) {
        var text = A_YEAR.replace(what.replace("'", ""), instead.replace("'", ""));
        assertThat(text).isNotEqualTo(A_YEAR);
        assertThatThrownBy(() -> read("2019.yml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("2019.yml: ")
                .hasMessageContaining(why);
    }
}
