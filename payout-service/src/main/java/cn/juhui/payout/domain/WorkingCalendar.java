package cn.juhui.payout.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;

/// The days on which banks move money: Monday to Friday.
public final class WorkingCalendar {

    private WorkingCalendar() {}

    public static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /// The n-th working day after this day.
    public static LocalDate plusWorkingDays(LocalDate day, int n) {
        var result = day;
        for (int left = n; left > 0; ) {
            result = result.plusDays(1);
            if (isWorkingDay(result)) {
                left--;
            }
        }
        return result;
    }
}
