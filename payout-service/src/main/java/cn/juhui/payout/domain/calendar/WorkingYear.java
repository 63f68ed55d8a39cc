package cn.juhui.payout.domain.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Set;
import java.util.TreeSet;

/// A year's days off and make-up working days, as a notice of the State Council says.
///
/// The notice of a year may begin in the last days of the year before: that of 2019 did, on 29 December 2018.
///
/// @param notice where it comes from
/// @param daysOff all days of the holidays, weekends among them
/// @param makeUpDays Saturdays and Sundays on which people work
public record WorkingYear(
        int year, Notice notice, Set<LocalDate> daysOff, Set<LocalDate> makeUpDays) {

    /// @param title such as 国务院办公厅关于2026年部分节假日安排的通知
    /// @param number such as 国办发明电〔2025〕7号
    /// @param source where it can be read
    public record Notice(String title, String number, LocalDate issuedOn, String source) {}

    /// @throws IllegalArgumentException when it contradicts itself, with the day
    public WorkingYear {
        daysOff = Set.copyOf(daysOff);
        makeUpDays = Set.copyOf(makeUpDays);
        if (daysOff.isEmpty()) {
            throw new IllegalArgumentException("a year without a holiday");
        }
        for (var day : new TreeSet<>(daysOff)) {
            requireOf(year, day);
        }
        for (var day : new TreeSet<>(makeUpDays)) {
            requireOf(year, day);
            if (!isWeekend(day)) {
                throw new IllegalArgumentException(day + " is worked on anyway");
            }
            if (daysOff.contains(day)) {
                throw new IllegalArgumentException(day + " is a day off and a make-up day");
            }
        }
    }

    private static void requireOf(int year, LocalDate day) {
        if (day.isBefore(LocalDate.of(year - 1, Month.DECEMBER, 1)) || day.getYear() > year) {
            throw new IllegalArgumentException(day + " is not of " + year);
        }
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
